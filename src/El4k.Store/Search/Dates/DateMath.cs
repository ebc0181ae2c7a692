using System.Globalization;

namespace El4k.Store.Search.Dates;

/// <summary>Reads a date with date math: <c>now-15m/d</c>, <c>2026-11-01||+1M/d</c>, or a plain date.</summary>
/// <remarks>Additions and roundings run from left to right in the zone of the request, so a day is a day of the wall clock.</remarks>
internal sealed class DateMath(DateFormats format, TimeZoneInfo zone, long now)
{
    /// <param name="text">The expression.</param>
    /// <param name="roundUp">
    /// Whether a rounding and what a date leaves out go to the last millisecond, as <c>lte</c> and <c>gt</c> want it.
    /// </param>
    /// <exception cref="InvalidRequestException">The text is no date in the format.</exception>
    public long Evaluate(string text, bool roundUp)
    {
        if (text.StartsWith("now", StringComparison.Ordinal))
        {
            return Apply(text, 3, now, roundUp);
        }

        var separator = text.IndexOf("||", StringComparison.Ordinal);
        var date = separator < 0 ? text : text[..separator];
        if (!format.TryParse(date, roundUp && separator < 0, zone, out var start))
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing,
                $"failed to parse date [{text}]: expected the format [{format.Specification}], or date math such as now-15m or 2026-11-01||+1d/d");
        }

        return separator < 0 ? start : Apply(text, separator + 2, start, roundUp);
    }

    private long Apply(string text, int position, long time, bool roundUp)
    {
        var clock = new ZoneClock(zone);
        while (position < text.Length)
        {
            var operation = text[position++];
            if (operation is not ('+' or '-' or '/'))
            {
                throw Wrong(text, position, "+, - or /");
            }

            var digits = position;
            while (position < text.Length && char.IsAsciiDigit(text[position]))
            {
                position++;
            }

            var count = 1;
            if (position > digits
                && (operation == '/' || !int.TryParse(text.AsSpan(digits, position - digits), NumberStyles.None, CultureInfo.InvariantCulture, out count)))
            {
                throw Wrong(text, digits + 1, operation == '/' ? "a unit, because rounding takes no number" : "a smaller number");
            }

            if (position == text.Length || UnitOf(text[position]) is not { } unit)
            {
                throw Wrong(text, position + 1, "one of the units y M w d h H m s");
            }

            position++;
            time = operation == '/' ? Round(time, unit, roundUp) : Add(clock, time, unit, operation == '-' ? -count : count, text);
        }

        return time;
    }

    private static CalendarUnit? UnitOf(char letter) => letter switch
    {
        'y' => CalendarUnit.Year,
        'M' => CalendarUnit.Month,
        'w' => CalendarUnit.Week,
        'd' => CalendarUnit.Day,
        'h' or 'H' => CalendarUnit.Hour,
        'm' => CalendarUnit.Minute,
        's' => CalendarUnit.Second,
        _ => null,
    };

    private static long Add(ZoneClock clock, long time, CalendarUnit unit, int count, string text)
    {
        try
        {
            // Hours and less are lengths; days and more are moves on the calendar.
            return unit <= CalendarUnit.Hour
                ? EpochTime.FromDateTime(CalendarRounding.AddUnits(unit, EpochTime.ToDateTime(time), count))
                : clock.ToUtc(EpochTime.FromDateTime(CalendarRounding.AddUnits(unit, EpochTime.ToDateTime(clock.ToLocal(time)), count)));
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new InvalidRequestException(
                InvalidRequestException.Parsing, $"date math [{text}] leaves the years 1 to 9999", error);
        }
    }

    private long Round(long time, CalendarUnit unit, bool roundUp)
    {
        var rounding = Rounding.Calendar(unit, zone);
        return roundUp ? rounding.Next(time) - 1 : rounding.Floor(time);
    }

    private static InvalidRequestException Wrong(string text, int position, string expected) =>
        new(InvalidRequestException.Parsing, $"date math [{text}] is wrong at character {position}: expected {expected}");
}
