namespace El4k.Store.Columns;

/// <summary>Integers, dates (epoch milliseconds) or booleans (0 and 1); <see cref="Column.Type"/> says which.</summary>
internal abstract class LongColumn : BlockColumn<long>
{
    /// <summary>A lower bound of all values; <see cref="long.MaxValue"/> when there are none.</summary>
    public abstract long Min { get; }

    /// <summary>An upper bound of all values; <see cref="long.MinValue"/> when there are none.</summary>
    public abstract long Max { get; }
}
