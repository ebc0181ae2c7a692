using System.Globalization;
using El4k.Explorer.Errors;

namespace El4k.Explorer.Time;

/// <summary>Finds the width of a histogram's bars for a range.</summary>
internal static class IntervalChooser
{
    /// <summary>As many bars as fit a screen and can still be told apart.</summary>
    public static readonly int MaxAutoBuckets = 120;

    /// <summary>More bars than this are a mistake: they cost the store and cannot be drawn.</summary>
    public static readonly int MaxBuckets = 2_000;

    // Each divides the next calendar unit, so that bars begin at the same clock times every day.
    private static readonly (int Count, CalendarUnit Unit)[] Steps =
    [
        (1, CalendarUnit.Millisecond), (10, CalendarUnit.Millisecond), (100, CalendarUnit.Millisecond),
        (1, CalendarUnit.Second), (2, CalendarUnit.Second), (5, CalendarUnit.Second), (10, CalendarUnit.Second), (30, CalendarUnit.Second),
        (1, CalendarUnit.Minute), (2, CalendarUnit.Minute), (5, CalendarUnit.Minute), (10, CalendarUnit.Minute), (15, CalendarUnit.Minute), (30, CalendarUnit.Minute),
        (1, CalendarUnit.Hour), (2, CalendarUnit.Hour), (3, CalendarUnit.Hour), (6, CalendarUnit.Hour), (12, CalendarUnit.Hour),
        (1, CalendarUnit.Day), (1, CalendarUnit.Week), (1, CalendarUnit.Month), (1, CalendarUnit.Year),
    ];

    /// <summary>The narrowest step with at most so many bars, those cut by the range's ends included.</summary>
    public static Interval Choose(TimeRange range, int maxBuckets)
    {
        foreach (var (count, unit) in Steps)
        {
            if (Buckets(range, count * Calendar.Length(unit)) <= maxBuckets)
            {
                return Make(count, unit, auto: true);
            }
        }

        return Make(1, CalendarUnit.Year, auto: true);
    }

    /// <exception cref="BadParameterException">The text is no interval, or has too many bars in the range.</exception>
    public static Interval Parse(string? text, TimeRange range)
    {
        if (string.IsNullOrEmpty(text) || text == "auto")
        {
            return Choose(range, MaxAutoBuckets);
        }

        if (!TimePoint.TryParseRelative("-" + text, out var count, out var unit))
        {
            throw Error(text, $"“{text}” is not an interval. Write auto or a number and a unit: 30s, 5m, 1h, 1d, 1w, 1M.", "auto");
        }

        if (unit >= CalendarUnit.Week && count > 1)
        {
            throw Error(text, $"Only one {Calendar.Name(unit, 1)} at a time can be a bar.", "1" + text[^1]);
        }

        return Buckets(range, count * Calendar.Length(unit)) > MaxBuckets
            ? throw Error(text, $"Bars of {text} are more than {MaxBuckets:N0} in this range.", Choose(range, MaxAutoBuckets).Text)
            : Make(count, unit, auto: false);
    }

    private static double Buckets(TimeRange range, TimeSpan width) => Math.Ceiling(range.Length / width) + 1;

    private static Interval Make(int count, CalendarUnit unit, bool auto)
    {
        var symbol = unit switch
        {
            CalendarUnit.Millisecond => "ms",
            CalendarUnit.Month => "M",
            _ => unit.ToString()[..1].ToLowerInvariant(),
        };
        return new Interval(
            string.Create(CultureInfo.InvariantCulture, $"{count}{symbol}"),
            $"{count} {Calendar.Name(unit, count)}",
            (long)(count * Calendar.Length(unit)).TotalMilliseconds,
            Calendar: unit >= CalendarUnit.Day && count == 1,
            auto);
    }

    private static BadParameterException Error(string text, string message, string suggestion) =>
        new(new ExplorerError(message, "interval", 0, text.Length, suggestion));
}
