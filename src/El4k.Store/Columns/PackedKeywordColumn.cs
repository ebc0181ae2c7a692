using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>Strings in two file sections: a sorted dictionary, and ordinals.</summary>
internal sealed class PackedKeywordColumn : KeywordColumn
{
    private readonly FileSection _section;
    private readonly PackedColumn _packed;

    /// <summary>Opens the column.</summary>
    public PackedKeywordColumn(FileSection ordinals, FileSection terms, int rowCount)
    {
        _section = ordinals;
        _packed = new PackedColumn(ordinals, rowCount);
        Terms = new SortedTerms(terms);
    }

    /// <inheritdoc/>
    public override TermDictionary Terms { get; }

    /// <inheritdoc/>
    public override int RowCount => _packed.RowCount;

    /// <inheritdoc/>
    public override int PresentRows => _packed.PresentRows;

    /// <inheritdoc/>
    public override long ValueCount => _packed.ValueCount;

    /// <inheritdoc/>
    public override BlockStatistics<int> GetStatistics(int block)
    {
        var entry = GetEntry(block);
        return new BlockStatistics<int>((int)entry.Low, (int)entry.High, entry.PresentRows, entry.ValueCount);
    }

    /// <inheritdoc/>
    public override void ReadPresence(int block, Span<ulong> words) => _packed.ReadPresence(block, words);

    /// <inheritdoc/>
    public override void ReadBlock(int block, ColumnBlock<int> destination)
    {
        var entry = GetEntry(block);
        var packed = _packed.ReadRows(block, entry, destination);
        if (entry.Shape == BlockShape.Empty)
        {
            return;
        }

        if (entry.Shape == BlockShape.Sparse)
        {
            Span<int> values = stackalloc int[RowBlock.Size];
            values = values[..entry.ValueCount];
            BitPacking.Unpack(packed, (int)entry.Low, entry.Bits, values);
            ColumnBlocks.Expand(values, destination.Presence, destination.Values);
            return;
        }

        BitPacking.Unpack(packed, (int)entry.Low, entry.Bits, destination.Values.AsSpan(0, entry.ValueCount));
    }

    private PackedColumn.Entry GetEntry(int block)
    {
        // Ordinals index other arrays, so none may lie outside the dictionary.
        var entry = _packed.GetEntry(block);
        return entry.ValueCount == 0 || (entry.Low >= 0 && entry.High < Terms.Count && entry.Bits <= 32)
            ? entry
            : throw _section.Corrupt($"block {block} has ordinals outside the dictionary");
    }
}
