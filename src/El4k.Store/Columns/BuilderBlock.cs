using System.Numerics;
using System.Runtime.CompilerServices;
using El4k.Store.Io;

namespace El4k.Store.Columns;

/// <summary>One block of a growing column: values in order of arrival, and one bit for each row that has any.</summary>
/// <remarks>
/// One thread appends, rows ascending. A reader that knows the number of published rows sees a consistent prefix: the values of those rows
/// come first, and bits of later rows are masked off.
/// </remarks>
internal sealed class BuilderBlock<T>(int capacity)
    where T : unmanaged, INumber<T>
{
    private readonly ulong[] _presence = new ulong[RowBlock.Words];
    private T[] _values = new T[capacity];

    // Values of each row; null until a row has a second value.
    private int[]? _counts;

    public T Min { get; private set; }

    public T Max { get; private set; }

    public int ValueCount { get; private set; }

    public long AllocatedBytes => (long)_values.Length * Unsafe.SizeOf<T>() + RowBlock.Words * 8 + (_counts is null ? 0 : RowBlock.Size * 4) + 120;

    public void Append(int row, T value)
    {
        if (ValueCount == _values.Length)
        {
            Array.Resize(ref _values, ValueCount * 2);
        }

        var bit = 1UL << row;
        ref var word = ref _presence[row >> 6];
        if ((word & bit) != 0)
        {
            _counts ??= CountsOfSingles();
            _counts[row]++;
        }
        else if (_counts is not null)
        {
            _counts[row] = 1;
        }

        Min = ValueCount == 0 ? value : T.Min(Min, value);
        Max = ValueCount == 0 ? value : T.Max(Max, value);
        _values[ValueCount++] = value;
        word |= bit;
    }

    /// <summary>Whether the row already has this value; the row is the last one appended to.</summary>
    public bool LastRowHas(int row, T value)
    {
        if ((_presence[row >> 6] >> row & 1) == 0)
        {
            return false;
        }

        var count = _counts is null ? 1 : _counts[row];
        return _values.AsSpan(ValueCount - count, count).Contains(value);
    }

    /// <summary>Copies the presence bits of the first <paramref name="rows"/> rows.</summary>
    /// <returns>How many of them have a value.</returns>
    public int ReadPresence(int rows, Span<ulong> words)
    {
        var present = 0;
        for (var i = 0; i < RowBlock.Words; i++)
        {
            var visible = Math.Clamp(rows - i * 64, 0, 64);
            var mask = visible == 64 ? ulong.MaxValue : (1UL << visible) - 1;
            words[i] = Volatile.Read(ref _presence[i]) & mask;
            present += BitOperations.PopCount(words[i]);
        }

        return present;
    }

    public BlockStatistics<T> GetStatistics(int rows)
    {
        Span<ulong> words = stackalloc ulong[RowBlock.Words];
        var present = ReadPresence(rows, words);
        var counts = Volatile.Read(ref _counts);
        return new BlockStatistics<T>(Min, Max, present, counts is null ? present : SumOf(counts, rows));
    }

    public void Read(int rows, ColumnBlock<T> destination)
    {
        var present = ReadPresence(rows, destination.Presence);
        var counts = Volatile.Read(ref _counts);
        var values = Volatile.Read(ref _values);
        var total = counts is null ? present : SumOf(counts, rows);
        destination.RowCount = rows;
        destination.ValueCount = total;
        destination.EnsureCapacity(total);
        if (total > present)
        {
            destination.Shape = BlockShape.Multiple;
            values.AsSpan(0, total).CopyTo(destination.Values);
            var start = 0;
            for (var row = 0; row < rows; row++)
            {
                destination.Starts[row] = start;
                start += counts![row];
            }

            destination.Starts[rows] = start;
            return;
        }

        if (present == rows)
        {
            destination.Shape = rows == 0 ? BlockShape.Empty : BlockShape.Full;
            values.AsSpan(0, present).CopyTo(destination.Values);
            return;
        }

        destination.Shape = present == 0 ? BlockShape.Empty : BlockShape.Sparse;
        ColumnBlocks.Expand(values, destination.Presence, destination.Values);
    }

    private static int SumOf(int[] counts, int rows)
    {
        var sum = 0;
        foreach (var count in counts.AsSpan(0, rows))
        {
            sum += count;
        }

        return sum;
    }

    private int[] CountsOfSingles()
    {
        var counts = new int[RowBlock.Size];
        for (var row = 0; row < counts.Length; row++)
        {
            counts[row] = (int)(_presence[row >> 6] >> row & 1);
        }

        return counts;
    }
}
