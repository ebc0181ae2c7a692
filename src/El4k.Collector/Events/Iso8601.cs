namespace El4k.Collector.Events;

/// <summary>Reads and writes the ISO 8601 text of a timestamp without allocating.</summary>
internal static class Iso8601
{
    /// <summary>Whether the text is already what <see cref="Format"/> would write, so that it can be copied.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> text)
    {
        return text.Length is 24 or 27 && text[^1] == 'Z' && text[10] == 'T' && text[19] == '.'
            && (text.Length == 24 || !text[23..26].SequenceEqual("000"u8));
    }

    public static bool TryParse(ReadOnlySpan<byte> text, TimeZoneInfo? zone, out Timestamp result)
    {
        result = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out int year) || !TryDigits(text[5..7], out int month) || !TryDigits(text[8..10], out int day)
            || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        long ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        ReadOnlySpan<byte> rest = text[10..];
        if (rest.Length > 0 && (rest[0] != 'T' || !TryTime(ref rest, ref ticks)))
        {
            return false;
        }

        return TryZone(rest, ticks, zone, out result);
    }

    public static int Format(Timestamp value, Span<byte> destination)
    {
        const int WholeSeconds = 20;
        Span<byte> text = destination[..Timestamp.MaxTextLength];
        value.UtcDateTime.Deconstruct(out DateOnly date, out _);
        (int year, int month, int day) = date;
        TwoDigits(year / 100, text);
        TwoDigits(year % 100, text[2..]);
        text[4] = (byte)'-';
        TwoDigits(month, text[5..]);
        text[7] = (byte)'-';
        TwoDigits(day, text[8..]);
        text[10] = (byte)'T';
        int second = (int)(value.Ticks / TimeSpan.TicksPerSecond % (24 * 60 * 60));
        TwoDigits(second / 3600, text[11..]);
        text[13] = (byte)':';
        TwoDigits(second / 60 % 60, text[14..]);
        text[16] = (byte)':';
        TwoDigits(second % 60, text[17..]);
        text[19] = (byte)'.';
        int nanoseconds = (int)(value.Ticks % TimeSpan.TicksPerSecond) * 100;
        int decimals = nanoseconds % 1_000_000 == 0 ? 3 : nanoseconds % 1000 == 0 ? 6 : 9;
        int rest = nanoseconds;
        for (int at = 0; at < decimals; at += 3)
        {
            int three = rest / 1_000_000;
            text[WholeSeconds + at] = (byte)('0' + (three / 100));
            TwoDigits(three % 100, text[(WholeSeconds + at + 1)..]);
            rest = rest % 1_000_000 * 1000;
        }

        text[WholeSeconds + decimals] = (byte)'Z';
        return WholeSeconds + decimals + 1;
    }

    private static void TwoDigits(int value, Span<byte> text)
    {
        text[1] = (byte)('0' + (value % 10));
        text[0] = (byte)('0' + (value / 10));
    }

    private static bool TryTime(ref ReadOnlySpan<byte> rest, ref long ticks)
    {
        if (rest.Length < 6 || rest[3] != ':' || !TryDigits(rest[1..3], out int hour) || !TryDigits(rest[4..6], out int minute)
            || hour > 23 || minute > 59)
        {
            return false;
        }

        ticks += (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        rest = rest[6..];
        if (rest.Length == 0 || rest[0] != ':')
        {
            return true;
        }

        if (rest.Length < 3 || !TryDigits(rest[1..3], out int second) || second > 59)
        {
            return false;
        }

        ticks += second * TimeSpan.TicksPerSecond;
        rest = rest[3..];
        return rest.Length == 0 || rest[0] is not ((byte)'.' or (byte)',') || TryFraction(ref rest, ref ticks);
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, ref long ticks)
    {
        int length = 1;
        long unit = TimeSpan.TicksPerSecond / 10;
        while (length < rest.Length && rest[length] is >= (byte)'0' and <= (byte)'9')
        {
            ticks += (rest[length] - '0') * unit;
            unit /= 10;
            length++;
        }

        if (length is 1 or > 10)
        {
            return false;
        }

        rest = rest[length..];
        return true;
    }

    private static bool TryZone(ReadOnlySpan<byte> rest, long ticks, TimeZoneInfo? zone, out Timestamp result)
    {
        result = default;
        if (rest.Length == 0)
        {
            zone ??= TimeZoneInfo.Local;
            var local = new DateTime(ticks, DateTimeKind.Unspecified);
            ticks -= zone.GetUtcOffset(local).Ticks;
        }
        else if (rest[0] == 'Z')
        {
            if (rest.Length != 1)
            {
                return false;
            }
        }
        else
        {
            if (!TryOffset(rest, out long offset))
            {
                return false;
            }

            ticks -= offset;
        }

        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        result = new Timestamp(ticks);
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> rest, out long offset)
    {
        offset = 0;
        if (rest[0] is not ((byte)'+' or (byte)'-') || rest.Length is not (3 or 5 or 6) || !TryDigits(rest[1..3], out int hours))
        {
            return false;
        }

        int minutes = 0;
        if (rest.Length > 3 && (!TryDigits(rest[^2..], out minutes) || (rest.Length == 6 && rest[3] != ':')))
        {
            return false;
        }

        if (hours > 18 || minutes > 59)
        {
            return false;
        }

        offset = (hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute);
        offset = rest[0] == '-' ? -offset : offset;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
