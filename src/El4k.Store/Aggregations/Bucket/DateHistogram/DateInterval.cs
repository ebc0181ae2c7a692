using System.Globalization;
using El4k.Store.Search;
using El4k.Store.Search.Dates;

namespace El4k.Store.Aggregations.Bucket.DateHistogram;

/// <summary>The length of a date histogram's buckets: a fixed one, or a unit of the calendar.</summary>
/// <param name="Milliseconds">The fixed length, when <paramref name="Unit"/> is null.</param>
/// <param name="Unit">The unit of the calendar.</param>
internal sealed record DateInterval(long Milliseconds, CalendarUnit? Unit)
{
    /// <summary>Reads exactly one of <c>fixed_interval</c>, <c>calendar_interval</c> and the older <c>interval</c>.</summary>
    /// <exception cref="InvalidRequestException">There is none, or more than one, or it does not parse.</exception>
    public static DateInterval Read(RequestObject body)
    {
        var (fixedText, calendarText, eitherText) = (body.ReadString("fixed_interval"), body.ReadString("calendar_interval"), body.ReadString("interval"));
        return (fixedText, calendarText, eitherText) switch
        {
            ({ } text, null, null) => new DateInterval(ParseFixed(text, body.PathOf("fixed_interval")), null),
            (null, { } text, null) => new DateInterval(0, ParseCalendar(text) ?? throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument,
                $"[{body.PathOf("calendar_interval")}] must be one unit such as 1d, day, 1w, 1M, 1q or 1y, but is [{text}]; longer spans are a fixed_interval")),
            (null, null, { } text) => ParseCalendar(text) is { } unit
                ? new DateInterval(0, unit)
                : new DateInterval(ParseFixed(text, body.PathOf("interval")), null),
            _ => throw new InvalidRequestException(
                InvalidRequestException.Parsing, $"[{body.Path}] needs exactly one of fixed_interval and calendar_interval"),
        };
    }

    /// <summary>Reads an offset such as <c>+6h</c> or <c>-1d</c>.</summary>
    public static long ParseOffset(string? text, string path)
    {
        if (string.IsNullOrEmpty(text) || text == "0")
        {
            return 0;
        }

        var span = text.TrimStart('+', '-');
        return text[0] == '-' ? -ParseFixed(span, path) : ParseFixed(span, path);
    }

    public Rounding CreateRounding(TimeZoneInfo zone, long offset) =>
        Unit is { } unit ? Rounding.Calendar(unit, zone, offset) : Rounding.Fixed(Milliseconds, zone, offset);

    private static long ParseFixed(string text, string path)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? text.Length : end;
        long? unit = text[digits..] switch
        {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            // A bare number counts milliseconds, as old clients send it.
            "" => 1,
            _ => null,
        };
        if (unit is { } length && long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0 && count <= 3_652_000L * 86_400_000 / length)
        {
            return count * length;
        }

        throw new InvalidRequestException(
            InvalidRequestException.IllegalArgument,
            $"[{path}] must be a number with one of the units ms s m h d, such as 30s, but is [{text}]; weeks, months, quarters and years are a calendar_interval");
    }

    private static CalendarUnit? ParseCalendar(string text) => text switch
    {
        "second" or "1s" => CalendarUnit.Second,
        "minute" or "1m" => CalendarUnit.Minute,
        "hour" or "1h" => CalendarUnit.Hour,
        "day" or "1d" => CalendarUnit.Day,
        "week" or "1w" => CalendarUnit.Week,
        "month" or "1M" => CalendarUnit.Month,
        "quarter" or "1q" => CalendarUnit.Quarter,
        "year" or "1y" => CalendarUnit.Year,
        _ => null,
    };
}
