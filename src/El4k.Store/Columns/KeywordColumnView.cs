using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>The published rows of a growing column of strings.</summary>
internal sealed class KeywordColumnView(KeywordColumnBuilder builder, int rowCount) : KeywordColumn
{
    private readonly BuilderView<int> _view = new(builder.Ordinals, rowCount);

    /// <inheritdoc/>
    public override TermDictionary Terms { get; } = new TermTableView(builder.Terms);

    /// <inheritdoc/>
    public override int RowCount => rowCount;

    /// <inheritdoc/>
    public override int PresentRows => _view.PresentRows;

    /// <inheritdoc/>
    public override long ValueCount => _view.ValueCount;

    /// <inheritdoc/>
    public override BlockStatistics<int> GetStatistics(int block) => _view.GetStatistics(block);

    /// <inheritdoc/>
    public override void ReadPresence(int block, Span<ulong> words) => _view.ReadPresence(block, words);

    /// <inheritdoc/>
    public override void ReadBlock(int block, ColumnBlock<int> destination) => _view.ReadBlock(block, destination);
}
