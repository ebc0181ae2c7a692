using System.Text.RegularExpressions;

namespace El4k.Collector.Plugins.Filters.Grok;

/// <summary>A grok pattern, compiled. Immutable and safe to use from many threads.</summary>
internal sealed class GrokExpression
{
    private readonly Regex _regex;
    private readonly int[] _groupNumbers;

    private GrokExpression(string pattern, Regex regex, IReadOnlyList<string> groups)
    {
        Pattern = pattern;
        _regex = regex;
        Captures = [.. groups.Select(GrokCapture.Parse)];
        _groupNumbers = [.. groups.Select((_, index) => regex.GroupNumberFromName(OnigurumaTranslator.GroupName(index)))];
    }

    /// <summary>The pattern as written in the configuration.</summary>
    public string Pattern { get; }

    /// <summary>The captures, in the order in which their groups open.</summary>
    public IReadOnlyList<GrokCapture> Captures { get; }

    /// <param name="pattern">The pattern as written.</param>
    /// <param name="library">What its references stand for.</param>
    /// <param name="namedCapturesOnly">False: a reference without a field captures under the name of its pattern.</param>
    /// <param name="timeout">How long one match may take; <see cref="Regex.InfiniteMatchTimeout"/> for no limit.</param>
    /// <exception cref="GrokSyntaxException">The pattern cannot be used; the message says why.</exception>
    public static GrokExpression Compile(string pattern, GrokPatternLibrary library, bool namedCapturesOnly, TimeSpan timeout)
    {
        var translated = OnigurumaTranslator.Translate(new GrokExpander(library, namedCapturesOnly).Expand(pattern));
        var options = RegexOptions.Compiled | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.Multiline
            | (translated.UsesGroupNumbers ? RegexOptions.None : RegexOptions.ExplicitCapture);
        try
        {
            return new GrokExpression(pattern, new Regex(translated.Expression, options, timeout), translated.Groups);
        }
        catch (RegexParseException e)
        {
            var from = Math.Clamp(e.Offset - 30, 0, translated.Expression.Length);
            var near = translated.Expression[from..Math.Min(translated.Expression.Length, e.Offset)];
            throw new GrokSyntaxException($"the expression is not valid ({e.Error}) behind '{near}'");
        }
    }

    /// <summary>Searches <paramref name="text"/> for the first place where the pattern matches.</summary>
    /// <exception cref="RegexMatchTimeoutException">The search took longer than allowed.</exception>
    public Match Match(string text) => _regex.Match(text);

    /// <summary>The group of the capture at <paramref name="index"/> of <see cref="Captures"/>.</summary>
    public Group GroupOf(Match match, int index) => match.Groups[_groupNumbers[index]];
}
