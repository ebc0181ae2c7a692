namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Finds IBANs: a country, two check digits that are right, and as many characters as the country has; alone or in groups of four.</summary>
/// <remarks>Letters must be capitals, as banks write them: small ones would make identifiers suspicious.</remarks>
internal static class IbanDetector
{
    private const int Shortest = 15;
    private const int Longest = 34;
    private const int GroupLength = 4;

    /// <summary>Looks for a number whose check digits begin at an index.</summary>
    /// <param name="text">The text.</param>
    /// <param name="digit">The first digit of a run of digits.</param>
    /// <param name="match">What was found.</param>
    public static bool TryMatch(ReadOnlySpan<byte> text, int digit, out PiiMatch match)
    {
        match = default;
        var start = digit - 2;
        if (start < 0 || !Ascii.IsUpper(text[start]) || !Ascii.IsUpper(text[start + 1]) || digit + 2 > text.Length || !Ascii.IsDigit(text[digit + 1]) || !Ascii.BeginsWord(text, start))
        {
            return false;
        }

        var length = IbanCountries.LengthOf(text[start], text[start + 1]);
        if (length is < Shortest or > Longest)
        {
            return false;
        }

        Span<byte> compact = stackalloc byte[Longest];
        if (!TryRead(text, start, compact[..length], out var end) || !Ascii.EndsWord(text, end) || Remainder(compact[..length]) != 1)
        {
            return false;
        }

        match = new PiiMatch(start, end - start, PiiKind.Iban);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, int start, Span<byte> compact, out int end)
    {
        end = start;
        var isGrouped = start + GroupLength < text.Length && text[start + GroupLength] == ' ';
        for (var i = 0; i < compact.Length; i++)
        {
            if (isGrouped && i > 0 && i % GroupLength == 0)
            {
                if (end >= text.Length || text[end] != ' ')
                {
                    return false;
                }

                end++;
            }

            if (end >= text.Length || !(Ascii.IsDigit(text[end]) || Ascii.IsUpper(text[end])))
            {
                return false;
            }

            compact[i] = text[end++];
        }

        return true;
    }

    // The first four go to the end, letters count from 10 on; the whole must leave 1 when divided by 97.
    private static int Remainder(ReadOnlySpan<byte> compact)
    {
        var remainder = 0;
        for (var i = 0; i < compact.Length; i++)
        {
            var value = compact[(i + GroupLength) % compact.Length];
            remainder = Ascii.IsDigit(value) ? ((remainder * 10) + (value - '0')) % 97 : ((remainder * 100) + (value - 'A' + 10)) % 97;
        }

        return remainder;
    }
}
