using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>Integers, dates or booleans in a file section.</summary>
internal sealed class PackedLongColumn : LongColumn
{
    private readonly PackedColumn _packed;
    private readonly ColumnType _type;

    /// <summary>Opens the column.</summary>
    public PackedLongColumn(FileSection section, ColumnType type, int rowCount)
    {
        _packed = new PackedColumn(section, rowCount);
        _type = type;
        (Min, Max) = (long.MaxValue, long.MinValue);
        for (var block = 0; block < BlockCount; block++)
        {
            var entry = _packed.GetEntry(block);
            if (entry.ValueCount > 0)
            {
                (Min, Max) = (Math.Min(Min, entry.Low), Math.Max(Max, entry.High));
            }
        }
    }

    /// <inheritdoc/>
    public override ColumnType Type => _type;

    /// <inheritdoc/>
    public override int RowCount => _packed.RowCount;

    /// <inheritdoc/>
    public override int PresentRows => _packed.PresentRows;

    /// <inheritdoc/>
    public override long ValueCount => _packed.ValueCount;

    /// <inheritdoc/>
    public override long Min { get; }

    /// <inheritdoc/>
    public override long Max { get; }

    /// <inheritdoc/>
    public override BlockStatistics<long> GetStatistics(int block)
    {
        var entry = _packed.GetEntry(block);
        return new BlockStatistics<long>(entry.Low, entry.High, entry.PresentRows, entry.ValueCount);
    }

    /// <inheritdoc/>
    public override void ReadPresence(int block, Span<ulong> words) => _packed.ReadPresence(block, words);

    /// <inheritdoc/>
    public override void ReadBlock(int block, ColumnBlock<long> destination)
    {
        var entry = _packed.GetEntry(block);
        var packed = _packed.ReadRows(block, entry, destination);
        if (entry.Shape == BlockShape.Empty)
        {
            return;
        }

        if (entry.Shape == BlockShape.Sparse)
        {
            Span<long> values = stackalloc long[RowBlock.Size];
            values = values[..entry.ValueCount];
            BitPacking.Unpack(packed, entry.Low, entry.Bits, values);
            ColumnBlocks.Expand(values, destination.Presence, destination.Values);
            return;
        }

        BitPacking.Unpack(packed, entry.Low, entry.Bits, destination.Values.AsSpan(0, entry.ValueCount));
    }
}
