using System.Text.RegularExpressions;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>Takes text such as <c>user=ann took="12 ms"</c> apart into fields.</summary>
/// <remarks>Matches events in which it set something. Immutable once built: workers share it.</remarks>
internal sealed class KvFilter : EventFilter
{
    private readonly KvOptions _options;
    private readonly PluginContext _context;
    private readonly PairRules _rules;
    private readonly IPairScanner _scanner;
    private readonly TimeSpan _budget;

    /// <exception cref="PluginOptionException">A set of characters or a pattern cannot be used.</exception>
    internal KvFilter(KvOptions options, PluginContext context)
    {
        if (options.TimeoutMillis < 0)
        {
            throw new PluginOptionException("timeout_millis", $"{options.TimeoutMillis} is below 0; 0 sets no limit");
        }

        _options = options;
        _context = context;
        _budget = options.TimeoutMillis == 0 ? Regex.InfiniteMatchTimeout : TimeSpan.FromMilliseconds(options.TimeoutMillis);
        _rules = new PairRules(options);
        _scanner = CharacterPairScanner.For(options, _budget);
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        EventMap pairs;
        try
        {
            pairs = PairsOf(target);
        }
        catch (RegexMatchTimeoutException)
        {
            // As rare as a pattern that backtracks without end, so the cost of an exception does not matter.
            _context.Counters.Add("timeouts", 1);
            _context.Log.Warning($"Finding pairs in {_options.Source} took more than {_options.TimeoutMillis} ms; the event gets the tag {_options.TagOnTimeout}.");
            target.Tag(_options.TagOnTimeout);
            return false;
        }

        return pairs.Count > 0 && TrySet(target, pairs);
    }

    private EventMap PairsOf(Event target)
    {
        var value = target.Get(_options.Source);
        if (value is not (string or List<object?>))
        {
            return WithDefaults([]);
        }

        var collector = new PairCollector(_rules, _scanner, new TimeBudget(_context.Clock, _budget), target);
        if (value is string text)
        {
            _scanner.Scan(text, collector);
        }
        else
        {
            foreach (var item in (List<object?>)value)
            {
                if (item is string itemText)
                {
                    _scanner.Scan(itemText, collector);
                }
            }
        }

        return WithDefaults(collector.Pairs);
    }

    private EventMap WithDefaults(EventMap found)
    {
        if (_options.DefaultKeys.Count == 0)
        {
            return found;
        }

        var all = new EventMap();
        foreach (var (key, value) in _options.DefaultKeys)
        {
            all[key] = JsonValue.DeepClone(value);
        }

        foreach (var (key, value) in found)
        {
            all[key] = value;
        }

        return all;
    }

    private bool TrySet(Event target, EventMap pairs)
    {
        try
        {
            if (_options.Target is not null)
            {
                target.Set(_options.Target, pairs);
                return true;
            }

            if (pairs.Count > FoundField.Maximum)
            {
                throw new InvalidFieldException($"{pairs.Count} keys are more than the {FoundField.Maximum} that an event takes; name a target for them.");
            }

            foreach (var (key, value) in pairs)
            {
                target.Set(FoundField.Named(key), value);
            }

            return true;
        }
        catch (InvalidFieldException refused)
        {
            _context.Log.Debug(refused.Message);
            target.TagAll(_options.TagOnFailure);
            return false;
        }
    }
}
