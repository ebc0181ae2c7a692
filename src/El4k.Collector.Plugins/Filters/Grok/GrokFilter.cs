using System.Text;
using System.Text.RegularExpressions;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Patterns;

namespace El4k.Collector.Plugins.Filters.Grok;

/// <summary>Takes text apart by patterns and puts the pieces into fields.</summary>
/// <remarks>
/// A pattern may match anywhere in the text. What no pattern matches is tagged and otherwise unchanged. Immutable once built: workers share it.
/// </remarks>
internal sealed class GrokFilter : EventFilter
{
    private readonly (FieldReference Field, GrokMatcher[] Matchers)[] _fields;
    private readonly GrokOptions _options;
    private readonly TimeSpan _budget;
    private readonly PluginContext _context;

    /// <exception cref="PluginOptionException">A pattern cannot be used, or a pattern file cannot be read.</exception>
    internal GrokFilter(GrokOptions options, PluginContext context)
    {
        if (options.Match.Count == 0)
        {
            throw new PluginOptionException("match", "needs at least one field with a pattern, as in match => { \"message\" => \"%{SYSLOGLINE}\" }");
        }

        if (options.TimeoutMillis < 0)
        {
            throw new PluginOptionException("timeout_millis", $"{options.TimeoutMillis} is below 0; 0 sets no limit");
        }

        _options = options;
        _context = context;
        _budget = options.TimeoutMillis == 0 ? Regex.InfiniteMatchTimeout : TimeSpan.FromMilliseconds(options.TimeoutMillis);
        var library = PatternLibrary.For(context.EcsCompatibility).WithFiles(options.PatternsDir, options.PatternsFilesGlob).With(options.PatternDefinitions);
        var settings = new CaptureSettings(options.Target, options.Overwrite, options.KeepEmptyCaptures);
        _fields = [.. options.Match.Select(pair => (pair.Key, pair.Value.Select(pattern => CreateMatcher(pattern, library, settings)).ToArray()))];
    }

    /// <inheritdoc/>
    protected override bool Filter(Event target)
    {
        try
        {
            if (MatchFields(target))
            {
                return true;
            }
        }
        catch (RegexMatchTimeoutException timeout)
        {
            // As rare as a pattern that backtracks without end, so the cost of an exception does not matter.
            _context.Counters.Add("timeouts", 1);
            _context.Log.Warning($"A pattern took more than {_options.TimeoutMillis} ms on a text of {timeout.Input.Length} characters; the event gets the tag {_options.TagOnTimeout}.");
            target.Tag(_options.TagOnTimeout);
            return false;
        }
        catch (InvalidFieldException refused)
        {
            _context.Log.Debug(refused.Message);
        }

        foreach (var tag in _options.TagOnFailure)
        {
            target.Tag(tag);
        }

        return false;
    }

    private bool MatchFields(Event target)
    {
        var started = _options.TimeoutScope == GrokTimeoutScope.Event ? _context.Clock.GetTimestamp() : 0;
        var matched = false;
        foreach (var (field, matchers) in _fields)
        {
            matched |= target.TryGetSlice(field, out var utf8) ? MatchSlice(matchers, utf8, target, started) : target.Get(field) switch
            {
                string text => MatchText(matchers, text, default, target, started),
                List<object?> list => MatchList(matchers, list, target, started),
                var other => MatchText(matchers, ValueText.Of(other), default, target, started),
            };
            if (matched && _options.BreakOnMatch)
            {
                break;
            }
        }

        return matched;
    }

    // The event does not keep the decoded text: it would outlive the pass through the filters, which is most of what the garbage collector then has to do.
    private bool MatchSlice(GrokMatcher[] matchers, ReadOnlyMemory<byte> utf8, Event target, long started)
    {
        var text = Encoding.UTF8.GetString(utf8.Span);
        var isAscii = text.Length == utf8.Length;
        return MatchText(matchers, text, isAscii ? utf8 : default, target, started);
    }

    private bool MatchList(GrokMatcher[] matchers, List<object?> list, Event target, long started)
    {
        var matched = false;
        foreach (var item in list.ToArray())
        {
            matched |= MatchText(matchers, ValueText.Of(item), default, target, started);
        }

        return matched;
    }

    private bool MatchText(GrokMatcher[] matchers, string text, ReadOnlyMemory<byte> ascii, Event target, long started)
    {
        var matched = false;
        foreach (var matcher in matchers)
        {
            if (matcher.TryMatch(text, ascii, target))
            {
                matched = true;
                if (_options.BreakOnMatch)
                {
                    break;
                }
            }

            if (started != 0 && _context.Clock.GetElapsedTime(started) > _budget && _budget != Regex.InfiniteMatchTimeout)
            {
                throw new RegexMatchTimeoutException(text, matcher.Pattern, _budget);
            }
        }

        return matched;
    }

    private GrokMatcher CreateMatcher(string pattern, PatternLibrary library, CaptureSettings settings)
    {
        try
        {
            var expression = GrokExpression.Compile(pattern, library, _options.NamedCapturesOnly, _budget);
            return new GrokMatcher(expression, settings);
        }
        catch (FormatException wrong)
        {
            throw new PluginOptionException("match", $"{wrong.Message} (in the pattern \"{pattern}\")");
        }
    }
}
