using System.Globalization;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Dates;

/// <summary><c>ISO8601</c>, read leniently: date alone or with a time, T or a blank between them, comma or dot before the fraction, with or without a zone.</summary>
/// <remarks>
/// Dates: <c>2015</c>, <c>2015-05</c>, <c>2015-05-17</c>, <c>2015-137</c> (day of the year), <c>2015-W20</c>, <c>2015-W20-7</c>. Times: <c>10</c>,
/// <c>10:05</c>, <c>10:05:03</c>, each with a fraction of its last part.
/// </remarks>
internal sealed class Iso8601Format : InstantFormat
{
    public override bool TryParse(ReadOnlySpan<char> text, TimeZoneInfo zone, out Timestamp instant)
    {
        instant = default;
        if (!TryReadDate(ref text, out var local))
        {
            return false;
        }

        var hasTime = text.Length > 0 && text[0] is ('T' or 't' or ' ');
        if (hasTime)
        {
            text = text[1..];
            if (text.Length > 0 && char.IsAsciiDigit(text[0]) && !TryReadTime(ref text, ref local))
            {
                return false;
            }
        }

        if (text.IsEmpty)
        {
            return LocalTime.TryToInstant(local, zone, out instant);
        }

        return hasTime && ZoneOffset.TryRead(ref text, out var offset) && text.IsEmpty && LocalTime.TryToInstant(local, offset, out instant);
    }

    private static bool TryReadDate(ref ReadOnlySpan<char> text, out DateTime date)
    {
        date = default;
        if (!TryReadNumber(ref text, 4, 4, out var year) || year == 0)
        {
            return false;
        }

        if (!TrySkip(ref text, '-'))
        {
            date = new DateTime(year, 1, 1);
            return true;
        }

        if (TrySkip(ref text, 'W'))
        {
            return TryReadWeek(ref text, year, out date);
        }

        if (DigitsAtStart(text) == 3)
        {
            _ = TryReadNumber(ref text, 3, 3, out var dayOfYear);
            if (dayOfYear == 0 || dayOfYear > (DateTime.IsLeapYear(year) ? 366 : 365))
            {
                return false;
            }

            date = new DateTime(year, 1, 1).AddDays(dayOfYear - 1);
            return true;
        }

        var day = 1;
        if (!TryReadNumber(ref text, 1, 2, out var month) || month is 0 or > 12
            || (TrySkip(ref text, '-') && !TryReadNumber(ref text, 1, 2, out day))
            || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateTime(year, month, day);
        return true;
    }

    private static bool TryReadWeek(ref ReadOnlySpan<char> text, int year, out DateTime date)
    {
        date = default;
        var day = 1;
        if (!TryReadNumber(ref text, 1, 2, out var week) || week == 0 || week > ISOWeek.GetWeeksInYear(year)
            || (TrySkip(ref text, '-') && !TryReadNumber(ref text, 1, 1, out day))
            || day is 0 or > 7 || year is 1 or 9999)
        {
            return false;
        }

        date = ISOWeek.ToDateTime(year, week, (DayOfWeek)(day % 7));
        return true;
    }

    private static bool TryReadTime(ref ReadOnlySpan<char> text, ref DateTime local)
    {
        if (!TryReadNumber(ref text, 1, 2, out var hour) || hour > 23)
        {
            return false;
        }

        var ticks = hour * TimeSpan.TicksPerHour;
        var unit = TimeSpan.TicksPerHour;
        if (TrySkip(ref text, ':'))
        {
            if (!TryReadNumber(ref text, 1, 2, out var minute) || minute > 59)
            {
                return false;
            }

            ticks += minute * TimeSpan.TicksPerMinute;
            unit = TimeSpan.TicksPerMinute;
            if (TrySkip(ref text, ':'))
            {
                if (!TryReadNumber(ref text, 1, 2, out var second) || second > 59)
                {
                    return false;
                }

                ticks += second * TimeSpan.TicksPerSecond;
                unit = TimeSpan.TicksPerSecond;
            }
        }

        if ((TrySkip(ref text, '.') || TrySkip(ref text, ',')) && !TryReadFraction(ref text, unit, ref ticks))
        {
            return false;
        }

        local = local.AddTicks(ticks - (ticks % TimeSpan.TicksPerMillisecond));
        return true;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> text, long unit, ref long ticks)
    {
        var length = DigitsAtStart(text);
        foreach (var digit in text[..length])
        {
            unit /= 10;
            ticks += (digit - '0') * unit;
        }

        text = text[length..];
        return length > 0;
    }

    private static bool TryReadNumber(ref ReadOnlySpan<char> text, int minimumDigits, int maximumDigits, out int value)
    {
        value = 0;
        var length = 0;
        while (length < text.Length && length < maximumDigits && char.IsAsciiDigit(text[length]))
        {
            value = (value * 10) + text[length++] - '0';
        }

        text = text[length..];
        return length >= minimumDigits;
    }

    private static bool TrySkip(ref ReadOnlySpan<char> text, char expected)
    {
        if (text.IsEmpty || char.ToUpperInvariant(text[0]) != expected)
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    private static int DigitsAtStart(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
