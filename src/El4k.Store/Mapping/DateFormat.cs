namespace El4k.Store.Mapping;

/// <summary>Reads dates as Elasticsearch's default formats do: <c>strict_date_optional_time</c>, <c>epoch_millis</c> and <c>yyyy/MM/dd[ HH:mm:ss[ Z]]</c>.</summary>
/// <remarks>
/// Accepted: <c>2015</c>, <c>2015-05</c>, <c>2015-05-17</c>, with <c>T10</c>, <c>T10:05</c>, <c>T10:05:03</c>, <c>T10:05:03.123456789</c> (also with a
/// comma, or a space for the T) and <c>Z</c>, <c>+02</c>, <c>+0200</c> or <c>+02:00</c>; without a zone it is UTC. Below milliseconds is cut off.
/// </remarks>
internal static class DateFormat
{
    /// <summary>Parses a date.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="epochMilliseconds">Milliseconds since 1970-01-01 UTC.</param>
    /// <returns>False if the text is no date of these formats.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out long epochMilliseconds)
    {
        epochMilliseconds = 0;
        var rest = text;
        if (!TryDigits(ref rest, 4, out var year))
        {
            return TryEpoch(text, out epochMilliseconds);
        }

        var month = 1;
        var day = 1;
        if (!rest.IsEmpty && rest[0] is (byte)'-' or (byte)'/')
        {
            var separator = rest[0];
            rest = rest[1..];
            if (!TryDigits(ref rest, 2, out month))
            {
                return false;
            }

            if (!rest.IsEmpty && rest[0] == separator)
            {
                rest = rest[1..];
                if (!TryDigits(ref rest, 2, out day))
                {
                    return false;
                }
            }
            else if (separator == '/')
            {
                return false;
            }
        }

        // A zone belongs to a time, so that 2015-05-17-18 is no date.
        long milliseconds = 0;
        long offset = 0;
        if (!rest.IsEmpty && rest[0] is (byte)'T' or (byte)' ')
        {
            rest = rest[1..];
            if (!TryTime(ref rest, out milliseconds) || !TryZone(ref rest, out offset))
            {
                return false;
            }
        }

        if (!rest.IsEmpty
            || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(Math.Max(year, 1), month) || year < 1)
        {
            return TryEpoch(text, out epochMilliseconds);
        }

        var days = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks / TimeSpan.TicksPerDay - DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerDay;
        epochMilliseconds = days * 86_400_000 + milliseconds - offset;
        return true;
    }

    private static bool TryTime(ref ReadOnlySpan<byte> rest, out long milliseconds)
    {
        milliseconds = 0;
        if (!TryDigits(ref rest, 2, out var hour) || hour > 23)
        {
            return false;
        }

        milliseconds = hour * 3_600_000L;
        if (!TrySkip(ref rest, (byte)':'))
        {
            return true;
        }

        if (!TryDigits(ref rest, 2, out var minute) || minute > 59)
        {
            return false;
        }

        milliseconds += minute * 60_000L;
        if (!TrySkip(ref rest, (byte)':'))
        {
            return true;
        }

        if (!TryDigits(ref rest, 2, out var second) || second > 59)
        {
            return false;
        }

        milliseconds += second * 1000L;
        if (!TrySkip(ref rest, (byte)'.') && !TrySkip(ref rest, (byte)','))
        {
            return true;
        }

        var digits = 0;
        for (var scale = 100; digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'9'; scale /= 10)
        {
            milliseconds += (rest[digits++] - '0') * scale;
        }

        rest = rest[digits..];
        return digits is >= 1 and <= 9;
    }

    private static bool TryZone(ref ReadOnlySpan<byte> rest, out long offset)
    {
        offset = 0;
        if (rest.IsEmpty || TrySkip(ref rest, (byte)'Z'))
        {
            return true;
        }

        TrySkip(ref rest, (byte)' ');
        if (rest.IsEmpty || rest[0] is not ((byte)'+' or (byte)'-'))
        {
            return false;
        }

        var sign = rest[0] == '-' ? -1 : 1;
        rest = rest[1..];
        if (!TryDigits(ref rest, 2, out var hours) || hours > 18)
        {
            return false;
        }

        var minutes = 0;
        var hasColon = TrySkip(ref rest, (byte)':');
        if ((hasColon || !rest.IsEmpty) && (!TryDigits(ref rest, 2, out minutes) || minutes > 59))
        {
            return false;
        }

        offset = sign * (hours * 3_600_000L + minutes * 60_000L);
        return true;
    }

    private static bool TryEpoch(ReadOnlySpan<byte> text, out long milliseconds) =>
        System.Buffers.Text.Utf8Parser.TryParse(text, out milliseconds, out var used) && used == text.Length && text.Length > 4;

    private static bool TrySkip(ref ReadOnlySpan<byte> rest, byte value)
    {
        if (rest.IsEmpty || rest[0] != value)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private static bool TryDigits(ref ReadOnlySpan<byte> rest, int count, out int value)
    {
        value = 0;
        if (rest.Length < count)
        {
            return false;
        }

        foreach (var digit in rest[..count])
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = value * 10 + digit - '0';
        }

        rest = rest[count..];
        return true;
    }
}
