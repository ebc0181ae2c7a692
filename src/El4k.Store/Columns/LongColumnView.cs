namespace El4k.Store.Columns;

/// <summary>The published rows of a growing column of integers, dates or booleans.</summary>
internal sealed class LongColumnView(ColumnBuilder<long> builder, ColumnType type, int rowCount) : LongColumn
{
    private readonly BuilderView<long> _view = new(builder, rowCount);

    /// <inheritdoc/>
    public override ColumnType Type => type;

    /// <inheritdoc/>
    public override int RowCount => rowCount;

    /// <inheritdoc/>
    public override int PresentRows => _view.PresentRows;

    /// <inheritdoc/>
    public override long ValueCount => _view.ValueCount;

    /// <inheritdoc/>
    public override long Min => ValueCount == 0 ? long.MaxValue : _view.Min;

    /// <inheritdoc/>
    public override long Max => ValueCount == 0 ? long.MinValue : _view.Max;

    /// <inheritdoc/>
    public override BlockStatistics<long> GetStatistics(int block) => _view.GetStatistics(block);

    /// <inheritdoc/>
    public override void ReadPresence(int block, Span<ulong> words) => _view.ReadPresence(block, words);

    /// <inheritdoc/>
    public override void ReadBlock(int block, ColumnBlock<long> destination) => _view.ReadBlock(block, destination);
}
