using System.Buffers.Binary;
using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>A column in a file section; the part that columns of all types share. Written by <see cref="PackedColumnWriter"/>.</summary>
internal sealed class PackedColumn
{
    private readonly FileSection _section;

    /// <summary>Opens a column of a segment with that many rows.</summary>
    /// <exception cref="CorruptFileException">The section is damaged.</exception>
    public PackedColumn(FileSection section, int rowCount)
    {
        _section = section;
        RowCount = rowCount;
        var bytes = section.Bytes;
        var blocks = RowBlock.CountFor(rowCount);
        if (bytes.Length < PackedColumnWriter.HeaderBytes + ((long)blocks * PackedColumnWriter.EntryBytes)
            || BinaryPrimitives.ReadInt32LittleEndian(bytes) != rowCount
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) != blocks)
        {
            throw section.Corrupt("the block table does not fit the segment's rows");
        }

        PresentRows = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        ValueCount = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]);
    }

    public int RowCount { get; }

    public int PresentRows { get; }

    public long ValueCount { get; }

    /// <summary>The header of a block.</summary>
    public Entry GetEntry(int block)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)block, (uint)RowBlock.CountFor(RowCount), nameof(block));
        var bytes = _section.Bytes.Slice(PackedColumnWriter.HeaderBytes + (block * PackedColumnWriter.EntryBytes), PackedColumnWriter.EntryBytes);
        return new Entry(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[24..]),
            bytes[26],
            (BlockShape)bytes[27],
            bytes[28]);
    }

    /// <summary>Writes which rows of a block have a value.</summary>
    public void ReadPresence(int block, Span<ulong> words)
    {
        var entry = GetEntry(block);
        var rows = RowBlock.RowsIn(block, RowCount);
        switch (entry.Shape)
        {
            case BlockShape.Empty:
                words[..RowBlock.Words].Clear();
                break;
            case BlockShape.Full:
                for (var i = 0; i < RowBlock.Words; i++)
                {
                    var visible = Math.Clamp(rows - (i * 64), 0, 64);
                    words[i] = visible == 64 ? ulong.MaxValue : (1UL << visible) - 1;
                }

                break;
            default:
                var data = DataOf(entry);
                for (var i = 0; i < RowBlock.Words; i++)
                {
                    words[i] = BinaryPrimitives.ReadUInt64LittleEndian(data[(i * 8)..]);
                }

                break;
        }
    }

    /// <summary>Fills all of a block's buffer but the values, which it returns packed.</summary>
    public ReadOnlySpan<byte> ReadRows<T>(int block, in Entry entry, ColumnBlock<T> destination)
        where T : unmanaged
    {
        destination.Block = block;
        destination.RowCount = RowBlock.RowsIn(block, RowCount);
        destination.Shape = entry.Shape;
        destination.ValueCount = entry.ValueCount;
        destination.EnsureCapacity(entry.ValueCount);
        ReadPresence(block, destination.Presence);
        if (entry.Shape == BlockShape.Empty)
        {
            return default;
        }

        var data = DataOf(entry);
        if (entry.Shape == BlockShape.Full)
        {
            return data;
        }

        data = data[(RowBlock.Words * 8)..];
        if (entry.Shape != BlockShape.Multiple)
        {
            return data;
        }

        var start = 0;
        for (var row = 0; row < destination.RowCount; row++)
        {
            destination.Starts[row] = start;
            start += BinaryPrimitives.ReadInt32LittleEndian(data[(row * 4)..]);
        }

        destination.Starts[destination.RowCount] = start;
        return start == entry.ValueCount ? data[(RowBlock.Size * 4)..] : throw _section.Corrupt($"the values of block {block} do not add up");
    }

    private ReadOnlySpan<byte> DataOf(in Entry entry)
    {
        var bytes = _section.Bytes;
        var offset = (long)entry.Offset * 8;
        return offset > 0 && offset < bytes.Length ? bytes[(int)offset..] : throw _section.Corrupt("a block lies outside the section");
    }

    /// <summary>The header of a block as it is stored.</summary>
    /// <param name="Low">Least value, as its integer.</param>
    /// <param name="High">Greatest value, as its integer.</param>
    /// <param name="Offset">Where the block's data begins in the section, in units of 8 bytes.</param>
    /// <param name="ValueCount">Values.</param>
    /// <param name="PresentRows">Rows that have any.</param>
    /// <param name="Bits">Bits of each packed value.</param>
    /// <param name="Shape">How values belong to rows.</param>
    /// <param name="Scale">For doubles, see <see cref="PackedValues"/>.</param>
    public readonly record struct Entry(long Low, long High, int Offset, int ValueCount, int PresentRows, int Bits, BlockShape Shape, byte Scale);
}
