using System.Globalization;
using El4k.Explorer.Errors;

namespace El4k.Explorer.Time;

/// <summary>Reads the texts of time ranges that stand in addresses and in the time popover.</summary>
internal static class TimeRangeParser
{
    private const string Forms = "Write -15m, -24h, -7d, today, this week, last month, 2026-11-01 or 2026-11-01..2026-11-08.";

    private static readonly Dictionary<string, (CalendarUnit Unit, bool Last)> Words = new(StringComparer.Ordinal)
    {
        ["today"] = (CalendarUnit.Day, false),
        ["yesterday"] = (CalendarUnit.Day, true),
        ["this week"] = (CalendarUnit.Week, false),
        ["last week"] = (CalendarUnit.Week, true),
        ["this month"] = (CalendarUnit.Month, false),
        ["last month"] = (CalendarUnit.Month, true),
        ["this year"] = (CalendarUnit.Year, false),
        ["last year"] = (CalendarUnit.Year, true),
    };

    /// <exception cref="BadParameterException">Says what was expected and where.</exception>
    public static TimeRange Parse(string text, TimeZoneInfo zone, DateTimeOffset now)
    {
        var trimmed = text.Trim();
        if (trimmed.Contains("..", StringComparison.Ordinal))
        {
            return ParseTwoEnds(text, zone, now);
        }

        if (TimePoint.TryParseRelative(trimmed, out var count, out var unit))
        {
            return ParseRelative(trimmed, count, unit, zone, now);
        }

        var words = trimmed.ToLowerInvariant().Replace('+', ' ').Replace('-', ' ').Replace('_', ' ');
        if (Words.TryGetValue(words, out var word))
        {
            var start = Calendar.StartOf(now, word.Unit, zone);
            var label = char.ToUpperInvariant(words[0]) + words[1..];
            var period = new TimePeriod(1, word.Unit);
            return word.Last
                ? TimeRange.Of(Calendar.Add(start, -1, word.Unit, zone), start, trimmed, label, zone, period)
                : TimeRange.Of(start, now, trimmed, label, zone, period);
        }

        if (TimePoint.TryParse(trimmed, zone, now, out var point) && point.Unit is { } whole)
        {
            return TimeRange.Of(point.Start, point.End, trimmed, DayLabel(point, whole, zone), zone, new TimePeriod(1, whole));
        }

        throw Error(text, 0, text.Length, trimmed.Length == 0 ? "The time range is empty. " + Forms : $"“{trimmed}” is not a time range. " + Forms, Nearest(words));
    }

    private static TimeRange ParseRelative(string text, int count, CalendarUnit unit, TimeZoneInfo zone, DateTimeOffset now)
    {
        try
        {
            var label = count == 1 ? $"Last {Calendar.Name(unit, 1)}" : $"Last {count} {Calendar.Name(unit, count)}";
            return TimeRange.Of(Calendar.Add(now, -count, unit, zone), now, text, label, zone, new TimePeriod(count, unit));
        }
        catch (Exception outside) when (outside is ArgumentOutOfRangeException or OverflowException)
        {
            throw Error(text, 0, text.Length, $"“{text}” reaches back before the year 1.", null);
        }
    }

    private static TimeRange ParseTwoEnds(string text, TimeZoneInfo zone, DateTimeOffset now)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        var left = ParseEnd(text, 0, dots, zone, now);
        var right = ParseEnd(text, dots + 2, text.Length, zone, now);
        if (right.End <= left.Start)
        {
            throw Error(text, 0, text.Length, "The end of the time range is not after its begin.", $"{text[(dots + 2)..].Trim()}..{text[..dots].Trim()}");
        }

        TimePeriod? period = null;
        string label;
        if (left.Unit is not null && right.Unit is not null)
        {
            var first = TimeZoneInfo.ConvertTime(left.Start, zone).Date;
            var last = TimeZoneInfo.ConvertTime(right.End, zone).Date;
            period = new TimePeriod((last - first).Days, CalendarUnit.Day);
            label = period.Value.Count == 1 ? Day(first) : $"{Day(first)} – {Day(last.AddDays(-1))}";
        }
        else
        {
            label = $"{Moment(left.Start, zone)} – {(right.End == now ? "now" : Moment(right.End, zone))}";
        }

        return TimeRange.Of(left.Start, right.End, text.Trim(), label, zone, period);
    }

    private static TimePoint ParseEnd(string text, int from, int to, TimeZoneInfo zone, DateTimeOffset now)
    {
        var part = text[from..to].Trim();
        return TimePoint.TryParse(part, zone, now, out var point)
            ? point
            : throw Error(text, from, to - from, part.Length == 0
                ? $"The {(from == 0 ? "begin" : "end")} of the time range is missing: a day 2026-11-01, a time 2026-11-01T10:00, now, or -7d."
                : $"“{part}” is not a time. Write a day 2026-11-01, a time 2026-11-01T10:00, now, or -7d.", null);
    }

    private static string DayLabel(TimePoint point, CalendarUnit unit, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(point.Start, zone).Date;
        return unit switch
        {
            CalendarUnit.Day => Day(day),
            CalendarUnit.Month => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            _ => day.ToString("yyyy", CultureInfo.InvariantCulture),
        };
    }

    private static string Day(DateTime day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    // "7d" and "last 7d" are the usual slips.
    private static string? Nearest(string words)
    {
        var relative = "-" + words.Replace("last", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return TimePoint.TryParseRelative(relative, out _, out _) ? relative
            : Words.Keys.FirstOrDefault(word => word.Replace(" ", "", StringComparison.Ordinal) == words.Replace(" ", "", StringComparison.Ordinal));
    }

    private static BadParameterException Error(string text, int position, int length, string message, string? suggestion) =>
        new(new ExplorerError(message, "t", Math.Min(position, text.Length), Math.Max(length, 1), suggestion));
}
