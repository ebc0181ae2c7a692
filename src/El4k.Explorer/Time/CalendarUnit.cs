namespace El4k.Explorer.Time;

/// <summary>A step on a clock or calendar, smallest first.</summary>
internal enum CalendarUnit
{
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}
