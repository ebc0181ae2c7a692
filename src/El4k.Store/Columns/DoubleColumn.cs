namespace El4k.Store.Columns;

/// <summary>Floating point numbers; never NaN or infinite, because JSON has neither.</summary>
internal abstract class DoubleColumn : BlockColumn<double>
{
    /// <inheritdoc/>
    public override ColumnType Type => ColumnType.Double;

    /// <summary>A lower bound of all values; positive infinity when there are none.</summary>
    public abstract double Min { get; }

    /// <summary>An upper bound of all values; negative infinity when there are none.</summary>
    public abstract double Max { get; }
}
