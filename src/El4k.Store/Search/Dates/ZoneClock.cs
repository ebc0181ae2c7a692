namespace El4k.Store.Search.Dates;

/// <summary>Turns UTC into the wall time of one zone and back; all times are milliseconds since 1970.</summary>
/// <remarks>
/// The last stretch of constant offset is kept, because neighbouring rows ask for neighbouring times. Used by one thread.
/// </remarks>
internal sealed class ZoneClock
{
    private const long MillisecondsPerHour = 3_600_000;

    // No zone changes its offset twice within this time, so equal offsets at both ends mean that nothing changed between.
    private const long ProbeStep = 12 * MillisecondsPerHour;

    private readonly TimeZoneInfo _zone;
    private readonly bool _fixed;
    private long _from = 1;
    private long _to;
    private long _offset;

    public ZoneClock(TimeZoneInfo zone)
    {
        _zone = zone;
        _fixed = !zone.SupportsDaylightSavingTime && zone.GetAdjustmentRules().Length == 0;
        _offset = (long)zone.BaseUtcOffset.TotalMilliseconds;
    }

    public TimeZoneInfo Zone => _zone;

    /// <summary>What to add to UTC to get the wall time.</summary>
    public long OffsetAt(long utc)
    {
        if (_fixed || (utc >= _from && utc < _to))
        {
            return _offset;
        }

        var offset = Lookup(utc);
        var end = utc + ProbeStep;
        if (Lookup(end) == offset)
        {
            (_from, _to, _offset) = (utc, end, offset);
        }

        return offset;
    }

    /// <summary>The wall time at an instant.</summary>
    public long ToLocal(long utc) => utc + OffsetAt(utc);

    /// <summary>The instant of a wall time: the first one when the clock shows it twice, the jump itself when it never does.</summary>
    public long ToUtc(long local)
    {
        if (_fixed)
        {
            return local - _offset;
        }

        // The offset that is larger gives the earlier instant.
        var before = OffsetAt(local - (24 * MillisecondsPerHour));
        var after = OffsetAt(local + (24 * MillisecondsPerHour));
        var (large, small) = before >= after ? (before, after) : (after, before);
        if (OffsetAt(local - large) == large)
        {
            return local - large;
        }

        return OffsetAt(local - small) == small ? local - small : TransitionBetween(local - large, local - small);
    }

    /// <summary>The first instant after <paramref name="from"/> that has the offset of <paramref name="to"/>.</summary>
    public long TransitionBetween(long from, long to)
    {
        var target = Lookup(to);
        while (to - from > 1)
        {
            var middle = from + ((to - from) / 2);
            if (Lookup(middle) == target)
            {
                to = middle;
            }
            else
            {
                from = middle;
            }
        }

        return to;
    }

    private long Lookup(long utc) =>
        (long)_zone.GetUtcOffset(EpochTime.ToDateTime(utc)).TotalMilliseconds;
}
