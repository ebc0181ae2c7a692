using System.Text.Json.Serialization;

namespace El4k.Explorer.Time;

/// <summary>A span of time as asked for: from is included, to is not.</summary>
/// <param name="From">Begin, UTC, whole milliseconds.</param>
/// <param name="To">End, UTC, whole milliseconds.</param>
/// <param name="Text">The text it was read from.</param>
/// <param name="Label">The same for people.</param>
public sealed record TimeRange(DateTime From, DateTime To, string Text, string Label)
{
    /// <summary>The name of the zone in which days begin.</summary>
    public string Tz => Zone.Id;

    /// <summary>The zone in which days begin.</summary>
    [JsonIgnore]
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    [JsonIgnore]
    internal TimePeriod? Period { get; init; }

    [JsonIgnore]
    internal TimeSpan Length => To - From;

    /// <summary>Makes a range of two instants, cut to whole milliseconds as the store keeps them.</summary>
    internal static TimeRange Of(DateTimeOffset from, DateTimeOffset to, string text, string label, TimeZoneInfo zone, TimePeriod? period = null) =>
        new(Cut(from), Cut(to), text, label) { Zone = zone, Period = period };

    private static DateTime Cut(DateTimeOffset time) =>
        new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
}
