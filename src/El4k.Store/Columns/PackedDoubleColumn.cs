using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>Floating point numbers in a file section.</summary>
internal sealed class PackedDoubleColumn : DoubleColumn
{
    private readonly FileSection _section;
    private readonly PackedColumn _packed;

    /// <summary>Opens the column.</summary>
    public PackedDoubleColumn(FileSection section, int rowCount)
    {
        _section = section;
        _packed = new PackedColumn(section, rowCount);
        (Min, Max) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var block = 0; block < BlockCount; block++)
        {
            var statistics = GetStatistics(block);
            if (statistics.ValueCount > 0)
            {
                (Min, Max) = (Math.Min(Min, statistics.Min), Math.Max(Max, statistics.Max));
            }
        }
    }

    /// <inheritdoc/>
    public override int RowCount => _packed.RowCount;

    /// <inheritdoc/>
    public override int PresentRows => _packed.PresentRows;

    /// <inheritdoc/>
    public override long ValueCount => _packed.ValueCount;

    /// <inheritdoc/>
    public override double Min { get; }

    /// <inheritdoc/>
    public override double Max { get; }

    /// <inheritdoc/>
    public override BlockStatistics<double> GetStatistics(int block)
    {
        var entry = GetEntry(block);
        return new BlockStatistics<double>(
            PackedValues.ToDouble(entry.Low, entry.Scale), PackedValues.ToDouble(entry.High, entry.Scale), entry.PresentRows, entry.ValueCount);
    }

    /// <inheritdoc/>
    public override void ReadPresence(int block, Span<ulong> words) => _packed.ReadPresence(block, words);

    /// <inheritdoc/>
    public override void ReadBlock(int block, ColumnBlock<double> destination)
    {
        var entry = GetEntry(block);
        var packed = _packed.ReadRows(block, entry, destination);
        if (entry.Shape == BlockShape.Empty)
        {
            return;
        }

        var integers = entry.ValueCount <= RowBlock.Size ? stackalloc long[RowBlock.Size] : new long[entry.ValueCount];
        integers = integers[..entry.ValueCount];
        BitPacking.Unpack(packed, entry.Low, entry.Bits, integers);
        if (entry.Shape != BlockShape.Sparse)
        {
            ToDoubles(integers, entry.Scale, destination.Values);
            return;
        }

        Span<double> values = stackalloc double[RowBlock.Size];
        ToDoubles(integers, entry.Scale, values);
        ColumnBlocks.Expand(values[..entry.ValueCount], destination.Presence, destination.Values);
    }

    private static void ToDoubles(ReadOnlySpan<long> integers, byte scale, Span<double> values)
    {
        for (var i = 0; i < integers.Length; i++)
        {
            values[i] = PackedValues.ToDouble(integers[i], scale);
        }
    }

    private PackedColumn.Entry GetEntry(int block)
    {
        var entry = _packed.GetEntry(block);
        return entry.ValueCount == 0 || PackedValues.IsScale(entry.Scale) ? entry with { Scale = entry.ValueCount == 0 ? (byte)0 : entry.Scale }
            : throw _section.Corrupt($"block {block} has the unknown scale {entry.Scale}");
    }
}
