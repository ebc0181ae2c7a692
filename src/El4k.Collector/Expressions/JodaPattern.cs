using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace El4k.Collector.Expressions;

/// <summary>A date pattern as Joda-Time has it, split into tokens: for formatting here and for parsing in the filter <c>date</c>.</summary>
/// <remarks>
/// Letters: G era, C century, Y year of era, y year, x week-year, w week, M month, d day, D day of year, E name of the day, e number of the day (Monday is 1),
/// a AM or PM, H hour 0-23, k hour 1-24, K hour 0-11, h hour 1-12, m minute, s second, S fraction, z zone name, Z offset. Text in single quotes and everything that is no letter
/// stands for itself; two quotes are one quote.
/// </remarks>
public sealed class JodaPattern
{
    private const string Letters = "GCYxweEyDMdaKhHkmsSzZ";

    private JodaPattern(string text, PatternToken[] tokens)
    {
        Text = text;
        Tokens = tokens;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>The parts, in order.</summary>
    public IReadOnlyList<PatternToken> Tokens { get; }

    /// <summary>Splits a pattern.</summary>
    /// <exception cref="FormatException">A letter is unknown, or a quote is never closed.</exception>
    public static JodaPattern Parse(string text) =>
        TryParse(text, out JodaPattern? pattern, out string? error) ? pattern : throw new FormatException(error);

    /// <summary>Splits a pattern, or says what is wrong with it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JodaPattern? pattern, [NotNullWhen(false)] out string? error)
    {
        pattern = TryTokenize(text, Letters, out PatternToken[]? tokens, out error) ? new JodaPattern(text, tokens) : null;
        return pattern is not null;
    }

    /// <summary>Splits a pattern over the given letters.</summary>
    internal static bool TryTokenize(
        string text,
        string letters,
        [NotNullWhen(true)] out PatternToken[]? tokens,
        [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<PatternToken>();
        var literal = new StringBuilder();
        tokens = null;
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (c == '\'')
            {
                if (!TryQuoted(text, ref at, literal))
                {
                    error = $"The date pattern \"{text}\" has a quote that is never closed.";
                    return false;
                }

                continue;
            }

            if (!char.IsAsciiLetter(c))
            {
                literal.Append(c);
                at++;
                continue;
            }

            if (!letters.Contains(c, StringComparison.Ordinal))
            {
                error = $"The date pattern \"{text}\" has the letter '{c}', which stands for nothing; put text in single quotes.";
                return false;
            }

            FlushLiteral(found, literal);
            int start = at;
            while (at < text.Length && text[at] == c)
            {
                at++;
            }

            found.Add(new PatternToken(c, at - start, string.Empty));
        }

        FlushLiteral(found, literal);
        tokens = [.. found];
        error = null;
        return true;
    }

    private static bool TryQuoted(string text, ref int at, StringBuilder literal)
    {
        if (at + 1 < text.Length && text[at + 1] == '\'')
        {
            literal.Append('\'');
            at += 2;
            return true;
        }

        at++;
        while (at < text.Length)
        {
            if (text[at] != '\'')
            {
                literal.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '\'')
            {
                literal.Append('\'');
                at += 2;
            }
            else
            {
                at++;
                return true;
            }
        }

        return false;
    }

    private static void FlushLiteral(List<PatternToken> found, StringBuilder literal)
    {
        if (literal.Length > 0)
        {
            found.Add(new PatternToken('\0', 0, literal.ToString()));
            literal.Clear();
        }
    }
}
