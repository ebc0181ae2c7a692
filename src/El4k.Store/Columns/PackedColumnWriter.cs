using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>Encodes a column as a file section. See <c>docs/formats/segment.md</c>.</summary>
internal static class PackedColumnWriter
{
    /// <summary>Bytes before the block table.</summary>
    public const int HeaderBytes = 24;

    /// <summary>Bytes of a block's entry in the table.</summary>
    public const int EntryBytes = 32;

    private delegate byte ToIntegers<T>(ReadOnlySpan<T> values, Span<long> integers);

    /// <summary>Writes integers, dates or booleans.</summary>
    public static void Write(LongColumn column, ByteBuffer buffer) => Write(column, buffer, static (values, integers) =>
    {
        values.CopyTo(integers);
        return PackedValues.Unscaled;
    });

    /// <summary>Writes floating point numbers.</summary>
    public static void Write(DoubleColumn column, ByteBuffer buffer) => Write(column, buffer, PackedValues.FromDoubles);

    /// <summary>Writes ordinals, each translated by <paramref name="newOrdinals"/>.</summary>
    public static void Write(KeywordColumn column, int[] newOrdinals, ByteBuffer buffer) => Write(column, buffer, (values, integers) =>
    {
        for (var i = 0; i < values.Length; i++)
        {
            integers[i] = newOrdinals[values[i]];
        }

        return PackedValues.Unscaled;
    });

    private static void Write<T>(BlockColumn<T> column, ByteBuffer buffer, ToIntegers<T> toIntegers)
        where T : unmanaged
    {
        var start = buffer.Length;
        buffer.WriteInt32(column.RowCount);
        buffer.WriteInt32(column.BlockCount);
        buffer.WriteInt32(column.PresentRows);
        buffer.WriteInt32(0);
        buffer.WriteInt64(column.ValueCount);
        var table = buffer.Length;
        buffer.Reserve(column.BlockCount * EntryBytes).Clear();

        var block = new ColumnBlock<T>();
        var entry = new ByteBuffer();
        var integers = new long[RowBlock.Size];
        var compact = new T[RowBlock.Size];
        for (var number = 0; number < column.BlockCount; number++)
        {
            column.ReadBlock(number, block);
            if (block.ValueCount == 0)
            {
                continue;
            }

            if (integers.Length < block.ValueCount)
            {
                integers = new long[block.ValueCount];
            }

            var packed = integers.AsSpan(0, block.ValueCount);
            var scale = toIntegers(CompactValues(block, compact), packed);
            var (low, high) = RangeOf(packed);
            var bits = BitPacking.BitsFor((ulong)(high - low));

            entry.Clear();
            entry.WriteInt64(low);
            entry.WriteInt64(high);
            entry.WriteInt32((buffer.Length - start) / 8);
            entry.WriteInt32(block.ValueCount);
            entry.WriteInt16(PresentRowsOf(block));
            entry.WriteByte((byte)bits);
            entry.WriteByte((byte)block.Shape);
            entry.WriteByte(scale);
            entry.Align(8);
            buffer.Patch(table + (number * EntryBytes), entry.Written);

            WriteRows(block, buffer);
            var target = buffer.Reserve(BitPacking.SizeOf(packed.Length, bits));
            target.Clear();
            BitPacking.Pack(packed, low, bits, target);
            buffer.Align(8);
        }
    }

    // Which rows have values, and for rows with several how many: nothing at all when each row has one.
    private static void WriteRows<T>(ColumnBlock<T> block, ByteBuffer buffer)
        where T : unmanaged
    {
        if (block.Shape == BlockShape.Full)
        {
            return;
        }

        foreach (var word in block.Presence)
        {
            buffer.WriteInt64((long)word);
        }

        if (block.Shape == BlockShape.Multiple)
        {
            for (var row = 0; row < RowBlock.Size; row++)
            {
                buffer.WriteInt32(row < block.RowCount ? block.Starts[row + 1] - block.Starts[row] : 0);
            }
        }
    }

    private static ReadOnlySpan<T> CompactValues<T>(ColumnBlock<T> block, T[] compact)
        where T : unmanaged
    {
        if (block.Shape != BlockShape.Sparse)
        {
            return block.Values.AsSpan(0, block.ValueCount);
        }

        var count = 0;
        for (var row = 0; row < block.RowCount; row++)
        {
            if (block.IsPresent(row))
            {
                compact[count++] = block.Values[row];
            }
        }

        return compact.AsSpan(0, count);
    }

    private static int PresentRowsOf<T>(ColumnBlock<T> block)
        where T : unmanaged
    {
        var count = 0;
        foreach (var word in block.Presence)
        {
            count += System.Numerics.BitOperations.PopCount(word);
        }

        return count;
    }

    private static (long Low, long High) RangeOf(ReadOnlySpan<long> values)
    {
        var (low, high) = (values[0], values[0]);
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return (low, high);
    }
}
