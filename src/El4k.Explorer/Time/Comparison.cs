using El4k.Explorer.Errors;

namespace El4k.Explorer.Time;

/// <summary>Finds the range that a range is compared with: always the whole range, shifted.</summary>
internal static class Comparison
{
    /// <param name="range">The range that is shown.</param>
    /// <param name="mode"><c>none</c>, <c>previous</c>, <c>week</c> or <c>year</c>.</param>
    /// <returns>Null for <c>none</c>.</returns>
    public static TimeRange? Find(TimeRange range, string mode)
    {
        try
        {
            return mode switch
            {
                "none" => null,
                "previous" when range.Period is { } period => Shift(range, period, Before(period)),
                "previous" => TimeRange.Of(range.From - range.Length, range.From, Text(range.From - range.Length, range.From), "The same span before", range.Zone),
                "week" => Shift(range, new TimePeriod(1, CalendarUnit.Week), range.Label + ", a week earlier"),
                "year" => Shift(range, new TimePeriod(1, CalendarUnit.Year), range.Label + ", a year earlier"),
                _ => throw new BadParameterException(new ExplorerError(
                    $"“{mode}” is not a comparison. Write none, previous, week or year.", "compare", 0, Math.Max(1, mode.Length), "previous")),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new BadParameterException(new ExplorerError("There is no earlier range to compare with.", "compare", 0, mode.Length, "none"));
        }
    }

    private static TimeRange Shift(TimeRange range, TimePeriod period, string label)
    {
        var from = Calendar.Add(range.From, -period.Count, period.Unit, range.Zone);
        var to = Calendar.Add(range.To, -period.Count, period.Unit, range.Zone);
        return TimeRange.Of(from, to, Text(from.UtcDateTime, to.UtcDateTime), label, range.Zone);
    }

    private static string Before(TimePeriod period) => period.Count == 1
        ? $"The {Calendar.Name(period.Unit, 1)} before"
        : $"The {period.Count} {Calendar.Name(period.Unit, period.Count)} before";

    private static string Text(DateTime from, DateTime to) => $"{from:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}..{to:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}";
}
