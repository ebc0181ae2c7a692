using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Plugins.Filters;

/// <summary>Reads one row of comma-separated values (RFC 4180, strictly), and tells where the next one begins.</summary>
internal static class CsvRow
{
    /// <summary>How many values a row may have; every one becomes a field.</summary>
    public const int MaximumValues = FoundField.Maximum;

    private const string LineEnds = "\r\n";

    /// <summary>Reads the first row of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="separator">What stands between values: one character or several.</param>
    /// <param name="quote">What a value with separators, quotes or line ends in it is put in, written twice where it is meant; null for nothing.</param>
    /// <param name="values">Gets the values: null for one that is nothing at all, empty text for one that is nothing in quotes. None for a blank row.</param>
    /// <param name="length">The length of the row with its line end.</param>
    /// <param name="error">What is wrong with the row, as a clause.</param>
    public static bool TryRead(
        ReadOnlySpan<char> text,
        ReadOnlySpan<char> separator,
        char? quote,
        List<string?> values,
        out int length,
        [NotNullWhen(false)] out string? error)
    {
        values.Clear();
        length = 0;
        error = null;
        var lineEnd = -1;
        while (true)
        {
            if (values.Count == MaximumValues)
            {
                error = $"it has more than {MaximumValues} values";
                return false;
            }

            if (quote is { } mark && length < text.Length && text[length] == mark)
            {
                if (!TryReadQuoted(text, mark, ref length, out var quoted))
                {
                    error = "a quote is not closed";
                    return false;
                }

                values.Add(quoted);
            }
            else
            {
                lineEnd = lineEnd < length ? IndexFrom(text, length, LineEnds, any: true) : lineEnd;
                var value = text[length..Math.Min(lineEnd, IndexFrom(text[..lineEnd], length, separator, any: false))];
                if (quote is { } inside && value.Contains(inside))
                {
                    error = "a quote stands inside of a value";
                    return false;
                }

                values.Add(value.IsEmpty ? null : value.ToString());
                length += value.Length;
            }

            var rest = text[length..];
            if (rest.StartsWith(separator))
            {
                length += separator.Length;
                continue;
            }

            if (rest.IsEmpty || LineEnds.Contains(rest[0]))
            {
                length += rest.StartsWith(LineEnds) ? LineEnds.Length : rest.IsEmpty ? 0 : 1;
                if (values is [null])
                {
                    values.Clear();
                }

                return true;
            }

            error = "text follows a closing quote";
            return false;
        }
    }

    private static bool TryReadQuoted(ReadOnlySpan<char> text, char quote, ref int at, [NotNullWhen(true)] out string? value)
    {
        var start = at + 1;
        var isDoubled = false;
        for (var from = start; ; from += 2)
        {
            var close = text[from..].IndexOf(quote);
            if (close < 0)
            {
                value = null;
                return false;
            }

            from += close;
            if (from + 1 == text.Length || text[from + 1] != quote)
            {
                value = text[start..from].ToString();
                value = isDoubled ? value.Replace(new string(quote, 2), quote.ToString(), StringComparison.Ordinal) : value;
                at = from + 1;
                return true;
            }

            isDoubled = true;
        }
    }

    private static int IndexFrom(ReadOnlySpan<char> text, int from, ReadOnlySpan<char> what, bool any)
    {
        var found = any ? text[from..].IndexOfAny(what) : text[from..].IndexOf(what);
        return found < 0 ? text.Length : from + found;
    }
}
