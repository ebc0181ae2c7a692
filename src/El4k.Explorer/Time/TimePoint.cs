using System.Globalization;
using System.Text.RegularExpressions;

namespace El4k.Explorer.Time;

/// <summary>A day, month, year or moment as a person writes it, with the instants at which it begins and ends.</summary>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The first instant after it; equals <paramref name="Start"/> for a moment.</param>
/// <param name="Unit">Day, month or year; null for a moment.</param>
internal readonly partial record struct TimePoint(DateTimeOffset Start, DateTimeOffset End, CalendarUnit? Unit)
{
    private static readonly string[] MomentFormats =
    [
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.f", "yyyy-MM-dd'T'HH:mm:ss.ff", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
    ];

    /// <returns>False when the text is none of the forms, or names a day that no calendar has.</returns>
    public static bool TryParse(string text, TimeZoneInfo zone, DateTimeOffset now, out TimePoint point)
    {
        point = default;
        try
        {
            if (text.Equals("now", StringComparison.OrdinalIgnoreCase))
            {
                point = new TimePoint(now, now, null);
                return true;
            }

            if (TryParseRelative(text, out var count, out var unit))
            {
                var moment = Calendar.Add(now, -count, unit, zone);
                point = new TimePoint(moment, moment, null);
                return true;
            }

            return TryParseDate(text, "yyyy-MM-dd", CalendarUnit.Day, zone, out point)
                || TryParseDate(text, "yyyy-MM", CalendarUnit.Month, zone, out point)
                || TryParseDate(text, "yyyy", CalendarUnit.Year, zone, out point)
                || TryParseMoment(text, zone, out point);
        }
        catch (ArgumentOutOfRangeException)
        {
            // The calendar ends at the years 1 and 9999: such a text names no point in time.
            return false;
        }
    }

    /// <summary>Reads <c>-7d</c>: a count of units back from now.</summary>
    public static bool TryParseRelative(string text, out int count, out CalendarUnit unit)
    {
        var match = Relative().Match(text);
        count = 0;
        unit = default;
        return match.Success
            && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out count)
            && count > 0
            && TryParseUnit(match.Groups[2].Value, out unit);
    }

    public static bool TryParseUnit(string text, out CalendarUnit unit)
    {
        unit = text switch
        {
            "ms" => CalendarUnit.Millisecond,
            "s" => CalendarUnit.Second,
            "m" => CalendarUnit.Minute,
            "h" => CalendarUnit.Hour,
            "d" => CalendarUnit.Day,
            "w" => CalendarUnit.Week,
            "M" => CalendarUnit.Month,
            "y" => CalendarUnit.Year,
            _ => (CalendarUnit)(-1),
        };
        return unit >= 0;
    }

    private static bool TryParseDate(string text, string format, CalendarUnit unit, TimeZoneInfo zone, out TimePoint point)
    {
        point = default;
        if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return false;
        }

        point = new TimePoint(Calendar.ToInstant(local, zone), Calendar.ToInstant(Calendar.AddLocal(local, 1, unit), zone), unit);
        return true;
    }

    private static bool TryParseMoment(string text, TimeZoneInfo zone, out TimePoint point)
    {
        point = default;
        var match = Offset().Match(text);
        if (!DateTime.TryParseExact(text[..match.Index], MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return false;
        }

        if (match.Length == 0)
        {
            var moment = Calendar.ToInstant(local, zone);
            point = new TimePoint(moment, moment, null);
            return true;
        }

        var offset = TimeSpan.Zero;
        if (match.Value is not "Z" and not "z"
            && !TimeSpan.TryParseExact(match.ValueSpan[1..], "hh\\:mm", CultureInfo.InvariantCulture, out offset))
        {
            return false;
        }

        var instant = new DateTimeOffset(local, TimeSpan.Zero) - (match.Value[0] == '-' ? -offset : offset);
        point = new TimePoint(instant, instant, null);
        return true;
    }

    // The right end is always found: an empty match when the text has no offset. The colon-separated pair after T is never taken for one.
    [GeneratedRegex(@"(?:[Zz]|(?<=T.*)[+-]\d\d:\d\d)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Offset();

    [GeneratedRegex(@"^-(\d{1,9})(ms|[smhdwMy])$", RegexOptions.CultureInvariant)]
    private static partial Regex Relative();
}
