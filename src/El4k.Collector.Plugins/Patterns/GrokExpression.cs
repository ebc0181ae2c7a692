using System.Text.RegularExpressions;
using El4k.Collector.Expressions.Oniguruma;

namespace El4k.Collector.Plugins.Patterns;

/// <summary>A grok pattern, compiled. Immutable and safe to use from many threads.</summary>
internal sealed class GrokExpression
{
    private readonly TimedRegex _regex;

    private GrokExpression(string pattern, OnigurumaExpression expression, TimeSpan timeout)
    {
        Pattern = pattern;
        _regex = new TimedRegex(expression, timeout, dotMatchesLineEnd: true, isSearch: true);
        Captures = [.. expression.GroupNames.Select(GrokCapture.Parse)];
    }

    /// <summary>The pattern as written in the configuration.</summary>
    public string Pattern { get; }

    /// <summary>The captures, in the order in which their groups open.</summary>
    public IReadOnlyList<GrokCapture> Captures { get; }

    /// <param name="pattern">The pattern as written.</param>
    /// <param name="library">What its references stand for.</param>
    /// <param name="namedCapturesOnly">False: a reference without a field captures under the name of its pattern.</param>
    /// <param name="timeout">How long one match may take; <see cref="Regex.InfiniteMatchTimeout"/> for no limit.</param>
    /// <exception cref="FormatException">The pattern cannot be used; the message says why.</exception>
    public static GrokExpression Compile(string pattern, PatternLibrary library, bool namedCapturesOnly, TimeSpan timeout)
    {
        var expanded = new PatternExpander(library, namedCapturesOnly).Expand(pattern);
        return new GrokExpression(pattern, OnigurumaExpression.Parse(expanded), timeout);
    }

    /// <summary>Searches <paramref name="text"/> for the first place where the pattern matches.</summary>
    /// <exception cref="RegexMatchTimeoutException">The search took longer than allowed.</exception>
    public Match Match(string text) => _regex.Match(text);

    /// <summary>The group of the capture at <paramref name="index"/> of <see cref="Captures"/>.</summary>
    public Group GroupOf(Match match, int index) => match.Groups[_regex.GroupNumbers[index]];
}
