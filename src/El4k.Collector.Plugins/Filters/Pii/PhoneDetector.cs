namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>Finds telephone numbers: international ones by their plus sign and country, national ones by the ways in which people write them.</summary>
/// <remarks>
/// Conservative: digits alone are a number only beside a word that says so (<c>phone</c>, <c>tel</c>, <c>mobile</c>, …) or in a field with such a name; logs are full of other numbers.
/// </remarks>
internal static class PhoneDetector
{
    private const int FewestDigits = 8;
    private const int MostDigits = 15;
    private const int WordDistance = 16;

    /// <summary>Looks for a number that begins at an index.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">A plus sign, an opening bracket, or the first digit of a run of digits.</param>
    /// <param name="isPhoneField">Whether the field's name says that it holds such numbers.</param>
    /// <param name="match">What was found.</param>
    public static bool TryMatch(ReadOnlySpan<byte> text, int start, bool isPhoneField, out PiiMatch match)
    {
        match = default;
        if (!Ascii.BeginsWord(text, start) || (start > 0 && text[start - 1] is (byte)'+' or (byte)'.' or (byte)'-' or (byte)'/' or (byte)':' && (start < 2 || Ascii.IsLetterOrDigit(text[start - 2])) && !IsAfterLabel(text, start)))
        {
            return false;
        }

        Span<byte> digits = stackalloc byte[MostDigits];
        if (!TryRead(text, start, digits, out var count, out var groups, out var separators, out var end) || !Ends(text, end))
        {
            return false;
        }

        var isNumber = text[start] == '+'
            ? IsInternational(digits[..count])
            : IsWritten(digits[..count], groups, separators, text[start] == '(') || ((isPhoneField || HasWordBefore(text[..start])) && !groups.AreDate);

        // Pairs go on and on in dumps; a telephone number has five.
        isNumber &= !groups.ArePairs || start < 2 || !Ascii.IsDigit(text[start - 2]);
        match = new PiiMatch(start, end - start, PiiKind.Phone);
        return isNumber;
    }

    /// <summary>Whether a name is that of a field with telephone numbers.</summary>
    public static bool IsPhoneName(ReadOnlySpan<byte> name) => HasWord(name);

    // "tel:0301234567": a label and its colon.
    private static bool IsAfterLabel(ReadOnlySpan<byte> text, int start) => start > 1 && text[start - 1] == ':' && !Ascii.IsDigit(text[start - 2]);

    private static bool TryRead(ReadOnlySpan<byte> text, int start, Span<byte> digits, out int count, out Groups groups, out Separators separators, out int end)
    {
        count = 0;
        groups = default;
        separators = Separators.None;
        var i = text[start] == '+' ? start + 1 : start;
        end = start;
        while (i < text.Length)
        {
            var run = Ascii.DigitsAt(text, i);
            if (run > 0)
            {
                if (count + run > digits.Length)
                {
                    return false;
                }

                text.Slice(i, run).CopyTo(digits[count..]);
                count += run;
                groups.Add(run);
                i += run;
                end = i;
                continue;
            }

            var width = SeparatorAt(text, i, out var separator);
            if (width == 0)
            {
                break;
            }

            separators |= separator;
            i += width;
        }

        // A separator belongs to the number only between digits; so does its kind.
        return count >= FewestDigits - 1;
    }

    // At most a bracket and a blank beside each other, and a digit or a bracket must follow.
    private static int SeparatorAt(ReadOnlySpan<byte> text, int at, out Separators separator)
    {
        var width = 0;
        separator = Separators.None;
        while (at + width < text.Length && width < 2)
        {
            var kind = text[at + width] switch
            {
                (byte)' ' => Separators.Blank,
                (byte)'-' => Separators.Dash,
                (byte)'.' => Separators.Dot,
                (byte)'/' => Separators.Slash,
                (byte)'(' or (byte)')' => Separators.Bracket,
                _ => Separators.None,
            };
            if (kind == Separators.None)
            {
                break;
            }

            separator |= kind;
            width++;
        }

        var isFollowed = width > 0 && at + width < text.Length && Ascii.IsDigit(text[at + width]);
        separator = isFollowed ? separator : Separators.None;
        return isFollowed ? width : 0;
    }

    private static bool IsInternational(ReadOnlySpan<byte> digits)
    {
        var code = CallingCodes.LengthAt(digits);
        return digits.Length >= FewestDigits && code > 0 && (digits[0] != '1' || (digits.Length == 11 && digits[1] >= '2' && digits[4] >= '2'));
    }

    // As only telephone numbers are written.
    private static bool IsWritten(ReadOnlySpan<byte> digits, Groups groups, Separators separators, bool beginsWithBracket)
    {
        if (separators == Separators.None)
        {
            return false;
        }

        if (digits[0] == '0' && digits[1] == '0')
        {
            return digits.Length >= 10 && digits[2] != '0' && CallingCodes.LengthAt(digits[2..]) > 0 && groups.Count is >= 2 and <= 7 && groups.First is >= 3 and <= 5;
        }

        return IsNorthAmerican(digits, groups, separators, beginsWithBracket) || IsWithTrunkPrefix(digits, groups, separators, beginsWithBracket);
    }

    // (212) 555-0123, 212-555-0123, 212.555.0123, 1-212-555-0123
    private static bool IsNorthAmerican(ReadOnlySpan<byte> digits, Groups groups, Separators separators, bool beginsWithBracket)
    {
        var number = digits.Length == 11 && digits[0] == '1' && groups.First == 1 ? digits[1..] : digits;
        var shape = number.Length == digits.Length ? groups.Is(3, 3, 4) : groups.Is(1, 3, 3, 4);
        var isWritten = separators is Separators.Dash or Separators.Dot || (beginsWithBracket && (separators & Separators.Bracket) != 0);
        return shape && number.Length == 10 && isWritten && number[0] >= '2' && number[3] >= '2';
    }

    // 030/1234567, 0171-1234567, (030) 1234567, 01 23 45 67 89
    private static bool IsWithTrunkPrefix(ReadOnlySpan<byte> digits, Groups groups, Separators separators, bool beginsWithBracket)
    {
        if (digits[0] != '0' || digits[1] == '0' || digits.Length is < 9 or > 12)
        {
            return false;
        }

        if (groups.ArePairs)
        {
            return separators is Separators.Blank or Separators.Dot;
        }

        var isWritten = (separators & Separators.Slash) != 0 || (beginsWithBracket && (separators & Separators.Bracket) != 0) || separators == Separators.Dash;
        return isWritten && groups.Count is >= 2 and <= 5 && groups.First is >= 3 and <= 5 && groups.Shortest >= 2;
    }

    private static bool Ends(ReadOnlySpan<byte> text, int end)
    {
        if (!Ascii.EndsWord(text, end))
        {
            return false;
        }

        return end + 1 >= text.Length || text[end] is not ((byte)'-' or (byte)'.' or (byte)':' or (byte)'/') || !Ascii.IsLetterOrDigit(text[end + 1]);
    }

    private static bool HasWordBefore(ReadOnlySpan<byte> before) => HasWord(before[Math.Max(0, before.Length - WordDistance)..]);

    private static bool HasWord(ReadOnlySpan<byte> text)
    {
        Span<byte> small = stackalloc byte[Math.Min(text.Length, 256)];
        for (var i = 0; i < small.Length; i++)
        {
            small[i] = Ascii.IsUpper(text[i]) ? (byte)(text[i] | 0x20) : text[i];
        }

        return HasWordBeginning(small, "phone"u8) || HasWordBeginning(small, "telefon"u8) || HasWordBeginning(small, "tel"u8, isWhole: true) || HasWordBeginning(small, "mobile"u8)
            || HasWordBeginning(small, "mobil"u8, isWhole: true) || HasWordBeginning(small, "msisdn"u8) || HasWordBeginning(small, "fax"u8) || HasWordBeginning(small, "whatsapp"u8)
            || HasWordBeginning(small, "sms to"u8);
    }

    private static bool HasWordBeginning(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word, bool isWhole = false)
    {
        var at = text.IndexOf(word);
        return at >= 0 && (!isWhole || ((at == 0 || !Ascii.IsLetter(text[at - 1])) && (at + word.Length == text.Length || !Ascii.IsLetter(text[at + word.Length]))));
    }
}
