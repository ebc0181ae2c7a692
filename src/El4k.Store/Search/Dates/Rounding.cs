namespace El4k.Store.Search.Dates;

/// <summary>Cuts time into intervals; times are milliseconds since 1970, UTC.</summary>
/// <remarks>Used by one thread: the zone's clock keeps where it last was.</remarks>
internal abstract class Rounding
{
    /// <summary>The start of the interval that holds <paramref name="utc"/>.</summary>
    public abstract long Floor(long utc);

    /// <summary>The start of the interval after the one that holds <paramref name="utc"/>.</summary>
    public abstract long Next(long utc);

    /// <summary>A length that no interval falls short of, to estimate how many there are in a range.</summary>
    public abstract long ShortestInterval { get; }

    /// <summary>Intervals of one length, aligned to the wall clock of a zone and moved by an offset.</summary>
    public static Rounding Fixed(long interval, TimeZoneInfo zone, long offset = 0) =>
        Shifted(new FixedRounding(interval, new ZoneClock(zone)), offset);

    /// <summary>Calendar intervals of a zone, moved by an offset.</summary>
    public static Rounding Calendar(CalendarUnit unit, TimeZoneInfo zone, long offset = 0)
    {
        var clock = new ZoneClock(zone);
        // Up to an hour the units have one length, and a repeated hour must stay two hours.
        Rounding rounding = unit switch
        {
            CalendarUnit.Second => new FixedRounding(1_000, clock),
            CalendarUnit.Minute => new FixedRounding(60_000, clock),
            CalendarUnit.Hour => new FixedRounding(3_600_000, clock),
            _ => new CalendarRounding(unit, clock),
        };
        return Shifted(rounding, offset);
    }

    private static Rounding Shifted(Rounding rounding, long offset) => offset == 0 ? rounding : new OffsetRounding(rounding, offset);
}
