using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Dates;

/// <summary>Turns a time on the clock on the wall into an instant.</summary>
internal static class LocalTime
{
    /// <returns>
    /// False for a time that the clock skipped when it was put forward, and for one before year 1 or after 9999. A time that was there twice, when the
    /// clock was put back, is taken as the first of the two.
    /// </returns>
    public static bool TryToInstant(DateTime local, TimeZoneInfo zone, out Timestamp instant)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
        {
            instant = new Timestamp(local.Ticks);
            return true;
        }

        instant = default;
        if (zone.IsInvalidTime(local))
        {
            return false;
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return TryToInstant(local, offset, out instant);
    }

    public static bool TryToInstant(DateTime local, TimeSpan offset, out Timestamp instant)
    {
        var ticks = local.Ticks - offset.Ticks;
        instant = new Timestamp(ticks);
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
    }
}
