using System.Globalization;

namespace El4k.Store.Search.Dates;

/// <summary>Finds the time zone that a request names: an IANA name, <c>Z</c>, or an offset such as <c>+01:00</c>.</summary>
internal static class TimeZones
{
    /// <exception cref="InvalidRequestException">There is no such zone.</exception>
    public static TimeZoneInfo Parse(string? name, string path)
    {
        if (string.IsNullOrEmpty(name))
        {
            return TimeZoneInfo.Utc;
        }

        return TryParse(name, out var zone)
            ? zone
            : throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument,
                $"[{path}] must be a time zone such as Europe/Berlin, UTC or +01:00, but is [{name}]");
    }

    public static bool TryParse(string name, out TimeZoneInfo zone)
    {
        if (name is "Z" or "z" or "UTC" or "GMT" or "Etc/UTC")
        {
            zone = TimeZoneInfo.Utc;
            return true;
        }

        var text = name.StartsWith("UTC", StringComparison.Ordinal) || name.StartsWith("GMT", StringComparison.Ordinal) ? name[3..] : name;
        if (TryParseOffset(text, out var offset))
        {
            zone = offset == TimeSpan.Zero ? TimeZoneInfo.Utc : TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);
            return true;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone!);
    }

    /// <summary>Reads <c>+hh</c>, <c>+hhmm</c> or <c>+hh:mm</c>.</summary>
    public static bool TryParseOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text.Length < 2 || text[0] is not ('+' or '-'))
        {
            return false;
        }

        var digits = text[1..];
        var hourLength = digits.Length <= 2 ? digits.Length : 2;
        var minutesAt = digits.Length == 5 && digits[2] == ':' ? 3 : 2;
        if (digits.Length is not (<= 2 or 4 or 5) || (digits.Length == 5 && minutesAt == 2))
        {
            return false;
        }

        var hours = digits[..hourLength];
        var minutes = digits.Length <= 2 ? "0" : digits[minutesAt..];
        if (!int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
            || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            || h > 14 || m > 59 || (h == 14 && m > 0))
        {
            return false;
        }

        offset = new TimeSpan(h, m, 0);
        offset = text[0] == '-' ? -offset : offset;
        return true;
    }
}
