using System.Globalization;

namespace El4k.Collector.Plugins.Dates;

/// <summary>What a pattern found in a text, field by field; −1 where it found nothing.</summary>
internal struct DateFields
{
    public DateFields()
    {
    }

    public int Year = -1;
    public int WeekYear = -1;
    public int Week = -1;
    public int Month = -1;
    public int Day = -1;
    public int DayOfYear = -1;

    /// <summary>Monday is 1. Only counts together with a week: beside a date it says nothing new, and where it contradicts, the date is right.</summary>
    public int DayOfWeek = -1;

    public int Hour = -1;
    public int HourOfHalfday = -1;

    /// <summary>0 before noon, 1 after.</summary>
    public int Halfday = -1;

    public int Minute;
    public int Second;
    public int Millisecond;
    public TimeSpan? Offset;
    public TimeZoneInfo? Zone;

    /// <summary>Whether the text says which year it is.</summary>
    public readonly bool HasYear => Year >= 0 || WeekYear >= 0;

    /// <summary>Puts the fields together to the time a clock on the wall shows.</summary>
    /// <param name="year">The year where the text has none.</param>
    /// <param name="local">The time.</param>
    /// <returns>False if there is no such day.</returns>
    public readonly bool TryToLocal(int year, out DateTime local)
    {
        local = default;
        if (!TryToDate(Year >= 0 ? Year : year, out var date))
        {
            return false;
        }

        var hour = Hour >= 0 ? Hour : Math.Max(0, HourOfHalfday) + (Halfday == 1 ? 12 : 0);
        local = date.Add(new TimeSpan(0, hour, Minute, Second, Millisecond));
        return true;
    }

    private readonly bool TryToDate(int year, out DateTime date)
    {
        date = default;
        if (Month < 0 && Day < 0 && DayOfYear < 0 && (WeekYear >= 0 || Week >= 0))
        {
            return TryToDateOfWeek(WeekYear >= 0 ? WeekYear : year, out date);
        }

        if (year is < 1 or > 9999)
        {
            return false;
        }

        if (DayOfYear >= 0)
        {
            date = new DateTime(year, 1, 1).AddDays(DayOfYear - 1);
            return DayOfYear > 0 && date.Year == year;
        }

        var month = Month >= 0 ? Month : 1;
        var day = Day >= 0 ? Day : 1;
        if (month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateTime(year, month, day);
        return true;
    }

    private readonly bool TryToDateOfWeek(int weekYear, out DateTime date)
    {
        date = default;
        var week = Week >= 0 ? Week : 1;
        var day = DayOfWeek >= 0 ? DayOfWeek : 1;
        if (weekYear is < 2 or > 9998 || week == 0 || week > ISOWeek.GetWeeksInYear(weekYear) || day is 0 or > 7)
        {
            return false;
        }

        date = ISOWeek.ToDateTime(weekYear, week, (DayOfWeek)(day % 7));
        return true;
    }
}
