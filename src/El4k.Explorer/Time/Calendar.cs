namespace El4k.Explorer.Time;

/// <summary>Steps between instants on the clocks of a time zone.</summary>
internal static class Calendar
{
    /// <summary>Moves an instant; days and longer keep the local time of day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The result lies outside the years 1 to 9999.</exception>
    public static DateTimeOffset Add(DateTimeOffset instant, int count, CalendarUnit unit, TimeZoneInfo zone)
    {
        if (unit < CalendarUnit.Day)
        {
            return instant + count * Length(unit);
        }

        var local = TimeZoneInfo.ConvertTime(instant, zone).DateTime;
        return ToInstant(AddLocal(local, count, unit), zone);
    }

    /// <summary>The begin of the day, ISO week, month or year an instant lies in.</summary>
    public static DateTimeOffset StartOf(DateTimeOffset instant, CalendarUnit unit, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(instant, zone).DateTime.Date;
        var start = unit switch
        {
            CalendarUnit.Day => day,
            CalendarUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            CalendarUnit.Month => new DateTime(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Unspecified),
            CalendarUnit.Year => new DateTime(day.Year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
            _ => throw new ArgumentOutOfRangeException(nameof(unit)),
        };
        return ToInstant(start, zone);
    }

    /// <summary>The instant at which local clocks show a time: the first of two when clocks are set back, the end of the gap when they are set forward.</summary>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15 - local.Minute % 15).AddSeconds(-local.Second);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        var utcTicks = local.Ticks - offset.Ticks;
        return utcTicks < 0 || utcTicks > DateTime.MaxValue.Ticks
            ? throw new ArgumentOutOfRangeException(nameof(local))
            : new DateTimeOffset(utcTicks, TimeSpan.Zero);
    }

    public static DateTime AddLocal(DateTime local, int count, CalendarUnit unit) => unit switch
    {
        CalendarUnit.Day => local.AddDays(count),
        CalendarUnit.Week => local.AddDays(7.0 * count),
        CalendarUnit.Month => local.AddMonths(count),
        CalendarUnit.Year => local.AddYears(count),
        _ => local + count * Length(unit),
    };

    /// <summary>The length of a unit; nominal for months (30 days) and years (365 days).</summary>
    public static TimeSpan Length(CalendarUnit unit) => unit switch
    {
        CalendarUnit.Millisecond => TimeSpan.FromMilliseconds(1),
        CalendarUnit.Second => TimeSpan.FromSeconds(1),
        CalendarUnit.Minute => TimeSpan.FromMinutes(1),
        CalendarUnit.Hour => TimeSpan.FromHours(1),
        CalendarUnit.Day => TimeSpan.FromDays(1),
        CalendarUnit.Week => TimeSpan.FromDays(7),
        CalendarUnit.Month => TimeSpan.FromDays(30),
        _ => TimeSpan.FromDays(365),
    };

    public static string Name(CalendarUnit unit, int count)
    {
        var name = unit.ToString().ToLowerInvariant();
        return count == 1 ? name : name + "s";
    }
}
