using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Dates;

/// <summary>A Joda pattern such as <c>dd/MMM/yyyy:HH:mm:ss Z</c>, for reading.</summary>
/// <remarks>
/// Numbers may have fewer digits than letters, names may be short or long and in any case, as in Joda. A pattern without a year takes the present one,
/// except around New Year: December read in January is last year's, January read in December next year's.
/// </remarks>
internal sealed class JodaFormat : InstantFormat
{
    private readonly JodaElement[] _elements;
    private readonly DateNames _names;
    private readonly TimeProvider _clock;

    /// <exception cref="FormatException">The pattern has a letter that cannot be read.</exception>
    public JodaFormat(JodaPattern pattern, DateNames names, TimeProvider clock)
    {
        _elements = JodaElement.Of(pattern);
        _names = names;
        _clock = clock;
    }

    public override bool TryParse(ReadOnlySpan<char> text, TimeZoneInfo zone, out Timestamp instant)
    {
        instant = default;
        var fields = new DateFields();
        foreach (ref readonly var element in _elements.AsSpan())
        {
            if (!TryRead(in element, ref text, ref fields))
            {
                return false;
            }
        }

        return text.IsEmpty && TryResolve(in fields, fields.Zone ?? zone, out instant);
    }

    private bool TryResolve(in DateFields fields, TimeZoneInfo zone, out Timestamp instant)
    {
        instant = default;
        if (!fields.TryToLocal(fields.HasYear ? 0 : YearOf(in fields, zone), out var local))
        {
            return false;
        }

        return fields.Offset is { } offset
            ? LocalTime.TryToInstant(local, offset, out instant)
            : LocalTime.TryToInstant(local, zone, out instant);
    }

    private int YearOf(in DateFields fields, TimeZoneInfo zone)
    {
        var now = fields.Offset is { } offset ? _clock.GetUtcNow().ToOffset(offset) : TimeZoneInfo.ConvertTime(_clock.GetUtcNow(), zone);
        return (now.Month, fields.Month) switch
        {
            (1, 12) => now.Year - 1,
            (12, 1) => now.Year + 1,
            _ => now.Year,
        };
    }

    private bool TryRead(in JodaElement element, ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        switch (element.Letter)
        {
            case '\0':
                return TryReadLiteral(element.Literal, ref text);
            case 'M' when element.Count >= 3:
                return _names.TryReadMonth(ref text, out fields.Month) && SkipDot(in element, ref text);
            case 'E':
                return _names.TryReadDay(ref text, out fields.DayOfWeek) && SkipDot(in element, ref text);
            case 'a':
                return TryReadHalfday(ref text, out fields.Halfday);
            case 'G':
                return TryReadLiteral("AD", ref text) || TryReadLiteral("CE", ref text);
            case 'z' or 'Z':
                return TryReadZone(in element, ref text, ref fields);
            case 'S':
                return TryReadFraction(element.MaximumDigits, ref text, out fields.Millisecond);
            default:
                return TryReadNumber(element.MaximumDigits, ref text, out var value, out var digits) && TryAssign(in element, value, digits, ref fields);
        }
    }

    private bool TryAssign(in JodaElement element, int value, int digits, ref DateFields fields)
    {
        switch (element.Letter)
        {
            case 'y' or 'Y':
                fields.Year = element.Count == 2 && digits == 2 ? FullYear(value) : value;
                return true;
            case JodaElement.TwoDigitYear:
                fields.Year = FullYear(value);
                return digits == 2;
            case 'x':
                fields.WeekYear = element.Count == 2 && digits == 2 ? FullYear(value) : value;
                return true;
            case 'w':
                fields.Week = value;
                return true;
            case 'e':
                fields.DayOfWeek = value;
                return true;
            case 'M':
                fields.Month = value;
                return true;
            case 'd':
                fields.Day = value;
                return true;
            case 'D':
                fields.DayOfYear = value;
                return true;
            case 'H':
                fields.Hour = value;
                return value < 24;
            case 'k':
                fields.Hour = value % 24;
                return value is >= 1 and <= 24;
            case 'K':
                fields.HourOfHalfday = value;
                return value < 12;
            case 'h':
                fields.HourOfHalfday = value % 12;
                return value is >= 1 and <= 12;
            case 'm':
                fields.Minute = value;
                return value < 60;
            case 's':
                fields.Second = value;
                return value < 60;
            default:
                return false;
        }
    }

    /// <summary>A year of two digits lies between 80 years before and 19 years after the present one, as in Joda.</summary>
    private int FullYear(int twoDigits)
    {
        var last = _clock.GetUtcNow().Year + 19;
        var year = last - (last % 100) + twoDigits;
        return year > last ? year - 100 : year;
    }

    private static bool TryReadZone(in JodaElement element, ref ReadOnlySpan<char> text, ref DateFields fields)
    {
        var isName = element.Letter == 'Z' && element.Count >= 3;
        if (isName && !text.StartsWith("+") && !text.StartsWith("-"))
        {
            return ZoneName.TryRead(ref text, out fields.Zone);
        }

        var isRead = element.Letter == 'Z' ? ZoneOffset.TryRead(ref text, out var offset) : ZoneName.TryReadAbbreviation(ref text, out offset);
        fields.Offset = offset;
        return isRead;
    }

    private static bool TryReadLiteral(string literal, ref ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(literal, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        text = text[literal.Length..];
        return true;
    }

    private static bool SkipDot(in JodaElement element, ref ReadOnlySpan<char> text)
    {
        if (element.TakesDot && text.StartsWith("."))
        {
            text = text[1..];
        }

        return true;
    }

    /// <summary>Reads <c>AM</c> or <c>PM</c> in any case, also with dots (<c>p.m.</c>).</summary>
    private static bool TryReadHalfday(ref ReadOnlySpan<char> text, out int halfday)
    {
        halfday = text.StartsWith("P", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        return halfday == 1
            ? TryReadLiteral("PM", ref text) || TryReadLiteral("P.M.", ref text)
            : TryReadLiteral("AM", ref text) || TryReadLiteral("A.M.", ref text);
    }

    /// <summary>Reads up to as many digits as there are letters; what is finer than a millisecond is cut off.</summary>
    private static bool TryReadFraction(int maximumDigits, ref ReadOnlySpan<char> text, out int milliseconds)
    {
        milliseconds = 0;
        var length = 0;
        for (var unit = 100; length < text.Length && length < maximumDigits && char.IsAsciiDigit(text[length]); unit /= 10)
        {
            milliseconds += (text[length++] - '0') * unit;
        }

        text = text[length..];
        return length > 0;
    }

    private static bool TryReadNumber(int maximumDigits, ref ReadOnlySpan<char> text, out int value, out int digits)
    {
        value = 0;
        digits = 0;
        while (digits < text.Length && digits < maximumDigits && char.IsAsciiDigit(text[digits]))
        {
            value = (value * 10) + text[digits++] - '0';
        }

        text = text[digits..];
        return digits > 0;
    }
}
