namespace El4k.Store.Search.Dates;

/// <summary>Intervals of one length, aligned to the wall clock of a zone.</summary>
/// <remarks>Where the clock jumps, the interval around the jump is shorter or longer by the jump; borders never go back.</remarks>
internal sealed class FixedRounding(long interval, ZoneClock clock) : Rounding
{
    // A jump forward may cut an interval to almost nothing, but there are only two jumps a year.
    public override long ShortestInterval => interval;

    public override long Floor(long utc)
    {
        var offset = clock.OffsetAt(utc);
        var local = utc + offset;
        var flooredLocal = local - Modulo(local, interval);
        var floor = flooredLocal - offset;
        var offsetThere = clock.OffsetAt(floor);
        if (offsetThere == offset)
        {
            return floor;
        }

        // The clock jumped inside the interval. Its start is on the old offset, or is the jump itself when
        // the start's wall time was skipped.
        var jump = clock.TransitionBetween(Math.Min(floor, utc - 1), utc);
        return Math.Min(flooredLocal - clock.OffsetAt(jump - 1), jump);
    }

    public override long Next(long utc)
    {
        var floor = Floor(utc);
        if (floor + interval > EpochTime.Maximum)
        {
            return floor + interval;
        }

        var next = Floor(floor + interval);
        if (next > floor)
        {
            // A jump back of the clock may have made two intervals of it.
            var between = Floor(next - 1);
            return between > floor ? between : next;
        }

        // The clock went back within the interval, which is longer by the jump.
        for (var probe = floor + interval; ; probe += interval)
        {
            next = Floor(probe);
            if (next > floor)
            {
                return next;
            }
        }
    }

    private static long Modulo(long value, long divisor)
    {
        var rest = value % divisor;
        return rest < 0 ? rest + divisor : rest;
    }
}
