namespace El4k.Store.Search.Dates;

/// <summary>Milliseconds since 1970 and calendar times; what lies outside the years 1 to 9999 is held at their ends.</summary>
internal static class EpochTime
{
    public static readonly long Minimum = FromDateTime(DateTime.MinValue.AddDays(366));

    public static readonly long Maximum = FromDateTime(DateTime.MaxValue.AddDays(-366));

    /// <summary>The nearest time that has a date.</summary>
    public static long Clamp(long milliseconds) => Math.Clamp(milliseconds, Minimum, Maximum);

    public static DateTime ToDateTime(long milliseconds) =>
        new(DateTime.UnixEpoch.Ticks + (Clamp(milliseconds) * TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    public static long FromDateTime(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
}
