using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Filters.Prune;

/// <summary>Expressions for names of fields; what they say about a name is kept, since names come again and again. Safe for all threads.</summary>
internal sealed class NameRule
{
    /// <summary>Names whose verdict is kept: programs with more make their names up, and then keeping does not help.</summary>
    private const int MaximumKept = 10_000;

    private readonly FormattedRegex[] _expressions;
    private readonly bool _isFixed;
    private readonly ConcurrentDictionary<string, bool> _kept = new(StringComparer.Ordinal);

    /// <param name="option">The option, for errors.</param>
    /// <param name="expressions">The expressions.</param>
    /// <param name="isFormat">Whether they contain values of the event.</param>
    /// <exception cref="PluginOptionException">One is no expression.</exception>
    public NameRule(string option, IReadOnlyList<string> expressions, bool isFormat)
    {
        _expressions = [.. expressions.Select(text => ValueRule.Parse(option, text, isFormat))];
        _isFixed = !isFormat;
    }

    /// <summary>Whether there is no expression at all.</summary>
    public bool IsEmpty => _expressions.Length == 0;

    /// <summary>Whether one of the expressions is found in the name.</summary>
    /// <exception cref="RegexMatchTimeoutException">An expression took too long.</exception>
    public bool Matches(string name, Event source)
    {
        if (_isFixed && _kept.TryGetValue(name, out var known))
        {
            return known;
        }

        var isMatch = Array.Exists(_expressions, expression => expression.TryResolve(source, out var regex, out _) && regex.Match(name).Success);
        if (_isFixed && _kept.Count < MaximumKept)
        {
            _kept.TryAdd(name, isMatch);
        }

        return isMatch;
    }
}
