using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace El4k.Collector.Expressions.Oniguruma;

/// <summary>A regular expression in the syntax that Logstash uses (Oniguruma, as in Ruby), made ready for .NET.</summary>
/// <remarks>
/// As in Ruby <c>^</c> and <c>$</c> match at every line, and unnamed groups capture only where no group is named. Group names may hold any character, for
/// example <c>[a][b]</c>. What .NET cannot express is refused with a message that names it.
/// </remarks>
public sealed class OnigurumaExpression
{
    private readonly string _translated;
    private readonly bool _usesGroupNumbers;
    private readonly bool _beginsWithAnything;

    private OnigurumaExpression(string text, OnigurumaTranslator translator)
    {
        Text = text;
        _translated = translator.Expression;
        _usesGroupNumbers = translator.UsesGroupNumbers;
        _beginsWithAnything = translator.BeginsWithAnything;
        MovesBeginning = translator.MovesBeginning;
        GroupNames = [.. translator.GroupNames];
    }

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>The names of the named groups as written, in order; a name may occur more than once.</summary>
    public IReadOnlyList<string> GroupNames { get; }

    /// <summary>Whether a match may begin behind the place where it was found (<c>\K</c>).</summary>
    public bool MovesBeginning { get; }

    /// <summary>Reads an expression.</summary>
    /// <exception cref="FormatException">The expression is wrong or uses what .NET lacks; the message is a clause that says which.</exception>
    public static OnigurumaExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var expression = new OnigurumaExpression(text, OnigurumaTranslator.Translate(text));

        // What only .NET can tell, such as an unknown property, is told here and not when the expression is put to use.
        expression.ToRegex(Regex.InfiniteMatchTimeout);
        return expression;
    }

    /// <summary>Reads an expression, or says what is wrong with it.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out OnigurumaExpression? expression,
        [NotNullWhen(false)] out string? error)
    {
        try
        {
            expression = Parse(text);
            error = null;
            return true;
        }
        catch (FormatException wrong)
        {
            expression = null;
            error = wrong.Message;
            return false;
        }
    }

    /// <summary>Makes the .NET expression.</summary>
    /// <param name="timeout">How long one match may take; <see cref="Regex.InfiniteMatchTimeout"/> for no limit.</param>
    /// <param name="dotMatchesLineEnd">Whether the dot matches a line end without <c>(?m)</c>: so in grok, not elsewhere.</param>
    /// <param name="options">Further options, such as <see cref="RegexOptions.Compiled"/>.</param>
    /// <param name="isSearch">
    /// Whether only the first match from the beginning of a text is looked for. An expression that begins with <c>.*</c> is then tried at the beginnings of lines only: from
    /// elsewhere it matches nothing new, and trying takes time that grows with the square of the text. Further matches, as for a replacement, may begin elsewhere.
    /// </param>
    public Regex ToRegex(TimeSpan timeout, bool dotMatchesLineEnd = false, RegexOptions options = RegexOptions.None, bool isSearch = false)
    {
        options |= RegexOptions.CultureInvariant | RegexOptions.Multiline;
        options |= dotMatchesLineEnd ? RegexOptions.Singleline : RegexOptions.None;
        options |= GroupNames.Count > 0 && !_usesGroupNumbers ? RegexOptions.ExplicitCapture : RegexOptions.None;
        string anchor = !isSearch || !_beginsWithAnything ? string.Empty : dotMatchesLineEnd ? @"\A" : "^";
        try
        {
            return new Regex(anchor + _translated, options, timeout);
        }
        catch (RegexParseException refused)
        {
            string near = _translated[Math.Clamp(refused.Offset - anchor.Length - 30, 0, _translated.Length)..Math.Clamp(refused.Offset - anchor.Length, 0, _translated.Length)];
            throw new FormatException($"the expression is not valid ({refused.Error}) behind '{near}'", refused);
        }
    }

    /// <summary>The number in <paramref name="regex"/>, made by <see cref="ToRegex"/>, of the group at <paramref name="index"/> of <see cref="GroupNames"/>.</summary>
    public static int GroupNumber(Regex regex, int index)
    {
        ArgumentNullException.ThrowIfNull(regex);
        return regex.GroupNumberFromName(OnigurumaTranslator.GroupName(index));
    }

    /// <summary>Where a match of an expression made by <see cref="ToRegex"/> begins: at the last <c>\K</c> that was passed, else where it was found.</summary>
    public int BeginningOf(Match match)
    {
        ArgumentNullException.ThrowIfNull(match);
        return MovesBeginning && match.Groups[OnigurumaTranslator.Kept] is { Success: true } kept ? kept.Index : match.Index;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
