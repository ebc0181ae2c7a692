namespace El4k.Store.Search.Dates;

/// <summary>Moves the interval borders of another rounding, so that a day may run from 6 to 6.</summary>
internal sealed class OffsetRounding(Rounding inner, long offset) : Rounding
{
    public override long ShortestInterval => inner.ShortestInterval;

    public override long Floor(long utc) => inner.Floor(utc - offset) + offset;

    public override long Next(long utc) => inner.Next(utc - offset) + offset;
}
