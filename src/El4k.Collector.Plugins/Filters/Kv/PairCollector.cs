using System.Text.RegularExpressions;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Kv;

/// <summary>Takes the pairs of one event, in order: picks, changes and joins them. Used by one thread.</summary>
internal sealed class PairCollector
{
    /// <summary>How deep values are taken apart with <c>recursive</c>: <c>a=b=c=…</c> has a level for every sign, and each is as long as the rest of the text.</summary>
    public const int MaximumDepth = 32;

    private readonly PairRules _rules;
    private readonly IPairScanner _scanner;
    private readonly TimeBudget _budget;
    private readonly string _prefix;
    private readonly IReadOnlySet<string> _included;
    private readonly IReadOnlySet<string> _excluded;
    private HashSet<(EventMap Map, string Key, string Value)>? _seen;
    private EventMap _pairs = [];
    private int _depth;

    public PairCollector(PairRules rules, IPairScanner scanner, TimeBudget budget, Event source)
    {
        _rules = rules;
        _scanner = scanner;
        _budget = budget;
        _prefix = rules.Prefix.Format(source);
        _included = rules.Included.For(source);
        _excluded = rules.Excluded.For(source);
    }

    /// <summary>The pairs that were taken so far.</summary>
    public EventMap Pairs => _pairs;

    /// <summary>For scanners whose time does not follow from the length of the text.</summary>
    /// <exception cref="RegexMatchTimeoutException">The time is over.</exception>
    public void CheckTime() => _budget.Check();

    /// <summary>Takes a pair as it was found.</summary>
    /// <exception cref="RegexMatchTimeoutException">The time is over while the pairs of the value are looked for.</exception>
    public void Add(ReadOnlySpan<char> foundKey, ReadOnlySpan<char> foundValue)
    {
        if (foundValue.IsEmpty && !_rules.AllowsEmpty)
        {
            return;
        }

        var key = _rules.Key(foundKey);
        if ((_included.Count > 0 && !_included.Contains(key)) || _excluded.Contains(key))
        {
            return;
        }

        key = _prefix.Length == 0 ? key : _prefix + key;
        var value = _rules.Value(foundValue);
        if (!_rules.AllowsDuplicates && !(_seen ??= []).Add((_pairs, key, value)))
        {
            return;
        }

        Put(key, _rules.IsRecursive && _depth < MaximumDepth ? Inner(value) : value);
    }

    /// <summary>The pairs of a value, or the value itself when it has none.</summary>
    private object Inner(string value)
    {
        var outer = _pairs;
        _pairs = [];
        _depth++;
        _scanner.Scan(value, this);
        var inner = _pairs;
        _depth--;
        _pairs = outer;
        return inner.Count > 0 ? inner : value;
    }

    private void Put(string key, object value)
    {
        if (!_pairs.TryGetValue(key, out var present))
        {
            _pairs.Add(key, value);
        }
        else if (present is List<object?> list)
        {
            list.Add(value);
        }
        else
        {
            _pairs[key] = new List<object?> { present, value };
        }
    }
}
