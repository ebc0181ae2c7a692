namespace El4k.Explorer.Time;

/// <summary>What a time range is a multiple of, so that the one before it can be found on the calendar.</summary>
internal readonly record struct TimePeriod(int Count, CalendarUnit Unit);
