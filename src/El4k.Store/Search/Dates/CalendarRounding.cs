namespace El4k.Store.Search.Dates;

/// <summary>Days, weeks, months, quarters and years of a zone's calendar; a day with a clock change has 23 or 25 hours.</summary>
internal sealed class CalendarRounding(CalendarUnit unit, ZoneClock clock) : Rounding
{
    private const long MillisecondsPerDay = 86_400_000;

    // The interval last found: rows come roughly in the order of time.
    private long _from = 1;
    private long _to;

    public override long ShortestInterval => unit switch
    {
        CalendarUnit.Week => 7 * MillisecondsPerDay - 3_600_000,
        CalendarUnit.Month => 28 * MillisecondsPerDay - 3_600_000,
        CalendarUnit.Quarter => 90 * MillisecondsPerDay - 3_600_000,
        CalendarUnit.Year => 365 * MillisecondsPerDay - 3_600_000,
        _ => MillisecondsPerDay - 3_600_000,
    };

    public override long Floor(long utc)
    {
        Find(utc);
        return _from;
    }

    public override long Next(long utc)
    {
        Find(utc);
        return _to;
    }

    /// <summary>The local start of the unit that holds a local time.</summary>
    public static DateTime FloorLocal(CalendarUnit unit, DateTime local) => unit switch
    {
        CalendarUnit.Week => local.Date.AddDays(-(((int)local.DayOfWeek + 6) % 7)),
        CalendarUnit.Month => new DateTime(local.Year, local.Month, 1),
        CalendarUnit.Quarter => new DateTime(local.Year, ((local.Month - 1) / 3 * 3) + 1, 1),
        CalendarUnit.Year => new DateTime(local.Year, 1, 1),
        _ => local.Date,
    };

    private void Find(long utc)
    {
        if (utc >= _from && utc < _to)
        {
            return;
        }

        var start = FloorLocal(unit, EpochTime.ToDateTime(clock.ToLocal(utc)));
        _from = ToUtc(start);
        _to = ToUtc(Add(start));
    }

    private DateTime Add(DateTime start) => AddUnits(unit, start, 1);

    /// <summary>A local time some units later; months keep the day where the month has it.</summary>
    public static DateTime AddUnits(CalendarUnit unit, DateTime start, int count) => unit switch
    {
        CalendarUnit.Second => start.AddSeconds(count),
        CalendarUnit.Minute => start.AddMinutes(count),
        CalendarUnit.Hour => start.AddHours(count),
        CalendarUnit.Week => start.AddDays(7L * count),
        CalendarUnit.Month => start.AddMonths(count),
        CalendarUnit.Quarter => start.AddMonths(3 * count),
        CalendarUnit.Year => start.AddYears(count),
        _ => start.AddDays(count),
    };

    private long ToUtc(DateTime local) => clock.ToUtc(EpochTime.FromDateTime(local));
}
