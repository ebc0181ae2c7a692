namespace El4k.Store.Search.Dates;

/// <summary>What a text said about a date; what it left out is null.</summary>
internal struct DateFields
{
    public long? EpochMilliseconds;
    public int? Year;
    public int? Month;
    public int? Day;
    public int? Hour;
    public int? HourOfHalfDay;
    public bool? Afternoon;
    public int? Minute;
    public int? Second;
    public int? Millisecond;
    public TimeZoneInfo? Zone;

    /// <summary>The instant, in milliseconds since 1970.</summary>
    /// <param name="roundUp">Whether what was left out counts to the last millisecond of what was said, or to the first.</param>
    /// <param name="zone">The zone of a text that names none.</param>
    /// <param name="milliseconds">The instant, when there is such a date.</param>
    public readonly bool TryResolve(bool roundUp, TimeZoneInfo zone, out long milliseconds)
    {
        if (EpochMilliseconds is { } instant)
        {
            milliseconds = instant;
            return true;
        }

        milliseconds = 0;
        var year = Year ?? 1970;
        var month = Month ?? (roundUp && Year is not null ? 12 : 1);
        if (year is < 1 or > 9999 || month is < 1 or > 12)
        {
            return false;
        }

        var days = DateTime.DaysInMonth(year, month);
        var day = Day ?? (roundUp && Year is not null ? days : 1);
        var hour = Hour ?? HourFromHalves() ?? (roundUp ? 23 : 0);
        var minute = Minute ?? (roundUp ? 59 : 0);
        var second = Second ?? (roundUp ? 59 : 0);
        if (day < 1 || day > days || hour is < 0 or > 24 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        var local = EpochTime.FromDateTime(new DateTime(year, month, day))
            + (hour * 3_600_000L) + (minute * 60_000L) + (second * 1_000L) + (Millisecond ?? (roundUp ? 999 : 0));
        milliseconds = new ZoneClock(Zone ?? zone).ToUtc(local);
        return true;
    }

    private readonly int? HourFromHalves() =>
        HourOfHalfDay is { } hour ? (hour % 12) + (Afternoon == true ? 12 : 0) : null;
}
