namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Finds numbers of payment cards: 13 to 19 digits with the prefix of an issuer and a right check digit, alone or in the groups that are printed on cards.</summary>
internal static class CardDetector
{
    private const int Fewest = 13;
    private const int Most = 19;
    private const int GroupOfFour = 4;
    private const int GroupOfSix = 6;

    private static readonly int[][] Groupings = [[4, 4, 4, 4], [4, 4, 4, 4, 3], [4, 6, 5], [4, 6, 4], [4, 4, 4, 1], [6, 13]];

    /// <summary>Looks for a number that begins with the digits at an index.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first digit of a run of digits.</param>
    /// <param name="match">What was found.</param>
    public static bool TryMatch(ReadOnlySpan<byte> text, int start, out PiiMatch match)
    {
        match = default;
        var run = Ascii.DigitsAt(text, start);
        if (run is not (GroupOfFour or GroupOfSix or (>= Fewest and <= Most)) || !Begins(text, start))
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[Most];
        if (run is >= Fewest and <= Most)
        {
            text.Slice(start, run).CopyTo(digits);
            if (Ends(text, start + run) && IsCard(digits[..run]))
            {
                match = new PiiMatch(start, run, PiiKind.Card);
                return true;
            }

            return false;
        }

        // Few numbers of four digits have another four or six behind them.
        if (start + run + 2 > text.Length || text[start + run] is not ((byte)' ' or (byte)'-') || Ascii.DigitsAt(text, start + run + 1) is not (4 or 6 or 13))
        {
            return false;
        }

        foreach (var groups in Groupings)
        {
            if (groups[0] == run && TryReadGroups(text, start, groups, digits, out var end, out var count) && Ends(text, end) && IsCard(digits[..count]))
            {
                match = new PiiMatch(start, end - start, PiiKind.Card);
                return true;
            }
        }

        return false;
    }

    private static bool TryReadGroups(ReadOnlySpan<byte> text, int start, int[] groups, Span<byte> digits, out int end, out int count)
    {
        end = start;
        count = 0;
        var separator = start + groups[0] < text.Length ? text[start + groups[0]] : default;
        if (separator is not ((byte)' ' or (byte)'-'))
        {
            return false;
        }

        for (var i = 0; i < groups.Length; i++)
        {
            if (i > 0)
            {
                if (end >= text.Length || text[end] != separator)
                {
                    return false;
                }

                end++;
            }

            if (Ascii.DigitsAt(text, end) != groups[i])
            {
                return false;
            }

            text.Slice(end, groups[i]).CopyTo(digits[count..]);
            end += groups[i];
            count += groups[i];
        }

        return true;
    }

    // Not in the middle of a number, an identifier or a fraction.
    private static bool Begins(ReadOnlySpan<byte> text, int start)
    {
        if (!Ascii.BeginsWord(text, start))
        {
            return false;
        }

        return start < 2 || text[start - 1] is not ((byte)'.' or (byte)'-' or (byte)',') || !Ascii.IsLetterOrDigit(text[start - 2]) || text[start - 1] == ',';
    }

    private static bool Ends(ReadOnlySpan<byte> text, int end)
    {
        if (!Ascii.EndsWord(text, end))
        {
            return false;
        }

        return end + 1 >= text.Length || text[end] is not ((byte)'.' or (byte)'-') || !Ascii.IsLetterOrDigit(text[end + 1]);
    }

    private static bool IsCard(ReadOnlySpan<byte> digits)
    {
        var prefix = 0;
        for (var i = 0; i < 4; i++)
        {
            prefix = (prefix * 10) + (digits[i] - '0');
        }

        return HasIssuer(prefix, digits.Length) && HasCheckDigit(digits);
    }

    private static bool HasIssuer(int prefix, int length) => (prefix / 1000, prefix / 100, prefix) switch
    {
        (4, _, _) => length is 13 or 16 or 19, // Visa
        (_, >= 51 and <= 55, _) or (_, _, >= 2221 and <= 2720) => length is 16, // Mastercard
        (_, 34 or 37, _) => length is 15, // American Express
        (_, _, >= 3528 and <= 3589) => length is >= 16, // JCB
        (_, 36 or 38 or 39, _) or (_, _, >= 3000 and <= 3059) or (_, _, 3095) => length is 14 or 16, // Diners Club
        (_, 65, _) or (_, _, 6011) or (_, _, >= 6440 and <= 6499) => length is >= 16, // Discover
        (_, 62, _) => length is >= 16, // UnionPay
        (_, _, 5018 or 5020 or 5038 or 5893 or 6304 or 6759 or 6761 or 6762 or 6763) => length is >= 16, // Maestro
        (_, _, >= 2200 and <= 2204) => length is >= 16, // Mir
        _ => false,
    };

    // Luhn: from the right, every second digit counts twice.
    private static bool HasCheckDigit(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            var twice = digit * 2;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }

        return sum % 10 == 0;
    }
}
