using System.Text;
using System.Text.RegularExpressions;
using El4k.Collector.Expressions.Oniguruma;

namespace El4k.Collector.Plugins;

/// <summary>An expression with a limit on the time of each use, translated to machine code once it is used often.</summary>
/// <remarks>
/// Translation takes a tenth of a second or more for an expression of grok's size, and some configurations have hundreds. So an expression is interpreted at
/// first; the one that events really meet is translated on a thread of its own, tried once there, and then takes over. Thus neither the start of the
/// program nor the time limit of a match ever pays for it. Safe for all threads.
/// </remarks>
internal sealed class TimedRegex
{
    /// <summary>Uses after which an expression is translated: enough to tell one that matters, few enough for the interpreter not to.</summary>
    private const int UsesBeforeTranslation = 100;

    private readonly OnigurumaExpression _expression;
    private readonly TimeSpan _timeout;
    private readonly bool _dotMatchesLineEnd;
    private readonly bool _isSearch;
    private volatile Regex _regex;
    private int _uses;

    /// <param name="expression">The expression.</param>
    /// <param name="timeout">How long one use may take; <see cref="Regex.InfiniteMatchTimeout"/> for no limit.</param>
    /// <param name="dotMatchesLineEnd">Whether the dot matches a line end without <c>(?m)</c>.</param>
    /// <param name="isSearch">Whether only first matches are looked for; see <see cref="OnigurumaExpression.ToRegex"/>.</param>
    public TimedRegex(OnigurumaExpression expression, TimeSpan timeout, bool dotMatchesLineEnd = false, bool isSearch = false)
    {
        _expression = expression;
        _timeout = timeout;
        _dotMatchesLineEnd = dotMatchesLineEnd;
        _isSearch = isSearch;
        _regex = expression.ToRegex(timeout, dotMatchesLineEnd, isSearch: isSearch);
        GroupNumbers = [.. Enumerable.Range(0, expression.GroupNames.Count).Select(index => OnigurumaExpression.GroupNumber(_regex, index))];
    }

    /// <summary>The numbers of the named groups, in the order of their names in the expression.</summary>
    public IReadOnlyList<int> GroupNumbers { get; }

    /// <summary>Whether the expression is machine code by now.</summary>
    public bool IsTranslated => _regex.Options.HasFlag(RegexOptions.Compiled);

    /// <summary>Finds the first place where the expression matches.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took longer than allowed.</exception>
    public Match Match(string text) => Match(text, 0);

    /// <summary>Finds the first place from <paramref name="from"/> on where the expression matches.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took longer than allowed.</exception>
    public Match Match(string text, int from)
    {
        CountUse(text);
        return _regex.Match(text, from);
    }

    /// <summary>Whether a match may begin behind the place where it was found, so that <see cref="ReplaceMoved"/> is to be used.</summary>
    public bool MovesBeginning => _expression.MovesBeginning;

    /// <summary>Replaces every match.</summary>
    /// <exception cref="RegexMatchTimeoutException">It took longer than allowed.</exception>
    public string Replace(string text, MatchEvaluator replacement)
    {
        CountUse(text);
        return _regex.Replace(text, replacement);
    }

    /// <summary>Replaces every match from where it begins on (<c>\K</c>), as Ruby does: behind an empty one a character is passed over.</summary>
    /// <param name="text">The text.</param>
    /// <param name="replacement">Gives what stands in for a match, from the match as found and what it says it is.</param>
    /// <exception cref="RegexMatchTimeoutException">It took longer than allowed.</exception>
    public string ReplaceMoved(string text, Func<Match, string, string> replacement)
    {
        CountUse(text);
        var regex = _regex;
        var result = new StringBuilder();
        var (written, from) = (0, 0);
        while (from <= text.Length && regex.Match(text, from) is { Success: true } match)
        {
            var (beginning, end) = (_expression.BeginningOf(match), match.Index + match.Length);
            result.Append(text, written, beginning - written).Append(replacement(match, text[beginning..end]));
            written = end;
            from = beginning < end ? end : end < text.Length && char.IsHighSurrogate(text[end]) ? end + 2 : end + 1;
        }

        return result.Append(text, written, text.Length - written).ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => _expression.Text;

    private void CountUse(string text)
    {
        if (_uses < UsesBeforeTranslation && Interlocked.Increment(ref _uses) == UsesBeforeTranslation)
        {
            _ = Task.Run(() => Translate(text));
        }
    }

    private void Translate(string text)
    {
        var translated = _expression.ToRegex(_timeout, _dotMatchesLineEnd, RegexOptions.Compiled, _isSearch);
        try
        {
            // The runtime makes the machine code at the first use, so that is here.
            translated.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // Only making the code counts here, and that is done.
        }

        _regex = translated;
    }
}
