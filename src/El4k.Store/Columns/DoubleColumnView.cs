namespace El4k.Store.Columns;

/// <summary>The published rows of a growing column of floating point numbers.</summary>
internal sealed class DoubleColumnView(ColumnBuilder<double> builder, int rowCount) : DoubleColumn
{
    private readonly BuilderView<double> _view = new(builder, rowCount);

    /// <inheritdoc/>
    public override int RowCount => rowCount;

    /// <inheritdoc/>
    public override int PresentRows => _view.PresentRows;

    /// <inheritdoc/>
    public override long ValueCount => _view.ValueCount;

    /// <inheritdoc/>
    public override double Min => ValueCount == 0 ? double.PositiveInfinity : _view.Min;

    /// <inheritdoc/>
    public override double Max => ValueCount == 0 ? double.NegativeInfinity : _view.Max;

    /// <inheritdoc/>
    public override BlockStatistics<double> GetStatistics(int block) => _view.GetStatistics(block);

    /// <inheritdoc/>
    public override void ReadPresence(int block, Span<ulong> words) => _view.ReadPresence(block, words);

    /// <inheritdoc/>
    public override void ReadBlock(int block, ColumnBlock<double> destination) => _view.ReadBlock(block, destination);
}
