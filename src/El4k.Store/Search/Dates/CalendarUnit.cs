namespace El4k.Store.Search.Dates;

/// <summary>A unit of the calendar, whose length in milliseconds may differ from one to the next.</summary>
internal enum CalendarUnit
{
    Second,
    Minute,
    Hour,
    Day,

    /// <summary>The ISO week: it starts on Monday.</summary>
    Week,
    Month,
    Quarter,
    Year,
}
