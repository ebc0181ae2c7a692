using System.Globalization;

namespace El4k.Store.Search.Dates;

/// <summary>One run of a letter in a date pattern, or a literal text.</summary>
internal sealed record PatternPart(char Letter, int Length, string? Text)
{
    public const string Letters = "yuMdHkhKmsSaEeZXxzV";

    private const string NumberLetters = "yudHkhKmsS";

    private static readonly DateTimeFormatInfo Names = CultureInfo.InvariantCulture.DateTimeFormat;

    public bool IsNumber => NumberLetters.Contains(Letter) || (Letter == 'M' && Length <= 2);

    public static PatternPart Literal(string text) => new('\'', 0, text);

    public bool TryRead(ref ReadOnlySpan<char> text, ref DateFields fields, bool fixedWidth)
    {
        switch (Letter)
        {
            case '\'':
                return TryTakeText(ref text, Text!);
            case 'M' when Length > 2:
                return TryTakeName(ref text, Length == 3 ? Names.AbbreviatedMonthNames : Names.MonthNames, out var month)
                    && Set(ref fields.Month, month + 1);
            case 'e':
                return TryTakeNumber(ref text, fixedWidth, out var weekday) && weekday is >= 1 and <= 7;
            case 'E':
                return TryTakeName(ref text, Length <= 3 ? Names.AbbreviatedDayNames : Names.DayNames, out _);
            case 'a':
                return TryTakeName(ref text, ["AM", "PM"], out var half) && Set(ref fields.Afternoon, half == 1);
            case 'Z' or 'X' or 'x' or 'z' or 'V':
                return TryTakeZone(ref text, ref fields);
            case 'S':
                return TryTakeFraction(ref text, ref fields);
            default:
                return TryTakeNumber(ref text, fixedWidth, out var number) && SetNumber(ref fields, number);
        }
    }

    public string Write(DateTime local, TimeSpan offset, TimeZoneInfo zone) => Letter switch
    {
        '\'' => Text!,
        '[' or ']' => "",
        'y' or 'u' => Length == 2 ? Digits(local.Year % 100) : Digits(local.Year),
        'M' => Length switch { <= 2 => Digits(local.Month), 3 => Names.GetAbbreviatedMonthName(local.Month), _ => Names.GetMonthName(local.Month) },
        'd' => Digits(local.Day),
        'H' => Digits(local.Hour),
        'k' => Digits(local.Hour == 0 ? 24 : local.Hour),
        'h' => Digits(local.Hour % 12 == 0 ? 12 : local.Hour % 12),
        'K' => Digits(local.Hour % 12),
        'm' => Digits(local.Minute),
        's' => Digits(local.Second),
        'S' => WriteFraction(local),
        'a' => local.Hour < 12 ? "AM" : "PM",
        'E' => Length <= 3 ? Names.GetAbbreviatedDayName(local.DayOfWeek) : Names.GetDayName(local.DayOfWeek),
        'e' => Digits(local.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)local.DayOfWeek),
        'z' or 'V' => zone.Id,
        'X' when offset == TimeSpan.Zero => "Z",
        _ => IsoNotation.WriteOffset(offset, Length >= 3 && Letter is 'X' or 'x' && Length >= 3 ? ":" : ""),
    };

    private static bool Set<T>(ref T? target, T value)
        where T : struct
    {
        target = value;
        return true;
    }

    private static bool TryTakeText(ref ReadOnlySpan<char> text, string literal)
    {
        if (!text.StartsWith(literal, StringComparison.Ordinal))
        {
            return false;
        }

        text = text[literal.Length..];
        return true;
    }

    private static bool TryTakeName(ref ReadOnlySpan<char> text, string[] names, out int index)
    {
        for (index = 0; index < names.Length; index++)
        {
            if (names[index].Length > 0 && text.StartsWith(names[index], StringComparison.OrdinalIgnoreCase))
            {
                text = text[names[index].Length..];
                return true;
            }
        }

        return false;
    }

    private static bool TryTakeZone(ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        var length = text.IndexOfAny(' ', ']', ')') is var end && end < 0 ? text.Length : end;
        if (length == 0 || !TimeZones.TryParse(text[..length].ToString(), out fields.Zone!))
        {
            return false;
        }

        text = text[length..];
        return true;
    }

    private static bool TryTakeFraction(ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        var milliseconds = 0;
        var length = 0;
        for (var weight = 100; length < text.Length && length < 9 && char.IsAsciiDigit(text[length]); length++, weight /= 10)
        {
            milliseconds += (text[length] - '0') * weight;
        }

        fields.Millisecond = milliseconds;
        text = text[length..];
        return length > 0;
    }

    private bool TryTakeNumber(ref ReadOnlySpan<char> text, bool fixedWidth, out int number)
    {
        var limit = fixedWidth || Letter is 'y' or 'u' && Length is 2 or 4 ? Length : Math.Max(Length, Letter is 'y' or 'u' ? 4 : 2);
        var length = 0;
        while (length < text.Length && length < limit && char.IsAsciiDigit(text[length]))
        {
            length++;
        }

        if (length < Length || !int.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            number = 0;
            return false;
        }

        text = text[length..];
        return true;
    }

    private bool SetNumber(ref DateFields fields, int number) => Letter switch
    {
        'y' or 'u' => Set(ref fields.Year, Length == 2 ? 2000 + number : number),
        'M' => Set(ref fields.Month, number),
        'd' => Set(ref fields.Day, number),
        'H' => Set(ref fields.Hour, number),
        'k' => Set(ref fields.Hour, number % 24),
        'h' or 'K' => Set(ref fields.HourOfHalfDay, number),
        'm' => Set(ref fields.Minute, number),
        _ => Set(ref fields.Second, number),
    };

    private string Digits(int number) => number.ToString(CultureInfo.InvariantCulture).PadLeft(Length, '0');

    private string WriteFraction(DateTime local)
    {
        var digits = local.Millisecond.ToString("000", CultureInfo.InvariantCulture);
        return Length <= 3 ? digits[..Length] : digits.PadRight(Length, '0');
    }
}
