using System.Numerics;
using System.Runtime.Intrinsics;
using El4k.Store.Columns;
using El4k.Store.Io;

namespace El4k.Store.Search.Matching;

/// <summary>Finds the rows of a column whose values meet a condition, a block at a time.</summary>
internal static class BlockScan
{
    /// <summary>Adds the rows that have a value from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public static void AddRange<T>(BlockColumn<T> column, T min, T max, RowSet rows, CancellationToken cancellation)
        where T : unmanaged, INumber<T>
    {
        if (min > max)
        {
            return;
        }

        var values = new ColumnBlock<T>();
        for (var block = 0; block < column.BlockCount; block++)
        {
            var header = column.GetStatistics(block);
            if (header.ValueCount == 0 || header.Min > max || header.Max < min)
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            var words = rows.Block(block);
            if (header.Min >= min && header.Max <= max)
            {
                AddPresence(column, block, words);
                continue;
            }

            column.ReadBlock(block, values);
            if (values.Shape == BlockShape.Multiple)
            {
                AddMultiple(values, new RangeTest<T>(min, max), words);
            }
            else
            {
                AddSingle(values, min, max, words);
            }
        }
    }

    /// <summary>Adds the rows that have an ordinal of a set.</summary>
    public static void AddOrdinals(KeywordColumn column, RowSet ordinals, RowSet rows, CancellationToken cancellation)
    {
        var values = new ColumnBlock<int>();
        for (var block = 0; block < column.BlockCount; block++)
        {
            var header = column.GetStatistics(block);
            if (header.ValueCount == 0)
            {
                continue;
            }

            var next = ordinals.NextFrom(Math.Max(header.Min, 0));
            if (next < 0 || next > header.Max)
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            column.ReadBlock(block, values);
            var words = rows.Block(block);
            var test = new OrdinalTest(ordinals);
            if (values.Shape == BlockShape.Multiple)
            {
                AddMultiple(values, test, words);
                continue;
            }

            for (var word = 0; word < RowBlock.Words; word++)
            {
                for (var present = values.Presence[word]; present != 0; present &= present - 1)
                {
                    var bit = BitOperations.TrailingZeroCount(present);
                    if (test.Holds(values.Values[(word << 6) + bit]))
                    {
                        words[word] |= 1UL << bit;
                    }
                }
            }
        }
    }

    private static void AddPresence(Column column, int block, Span<ulong> words)
    {
        Span<ulong> presence = stackalloc ulong[RowBlock.Words];
        column.ReadPresence(block, presence);
        for (var word = 0; word < RowBlock.Words; word++)
        {
            words[word] |= presence[word];
        }
    }

    /// <summary>Compares four 64-bit (eight 32-bit) rows at once and keeps one bit of each; absent rows are masked out at the end.</summary>
    private static void AddSingle<T>(ColumnBlock<T> values, T min, T max, Span<ulong> words)
        where T : unmanaged, INumber<T>
    {
        var low = Vector256.Create(min);
        var high = Vector256.Create(max);
        var lanes = Vector256<T>.Count;
        // The buffer is a whole block long whatever the row count, so 64 rows can always be read.
        for (var word = 0; word < RowBlock.Words; word++)
        {
            var present = values.Presence[word];
            if (present == 0)
            {
                continue;
            }

            var hits = 0UL;
            for (var row = 0; row < 64; row += lanes)
            {
                var vector = Vector256.LoadUnsafe(ref values.Values[(word << 6) + row]);
                var match = Vector256.GreaterThanOrEqual(vector, low) & Vector256.LessThanOrEqual(vector, high);
                hits |= (ulong)match.ExtractMostSignificantBits() << row;
            }

            words[word] |= hits & present;
        }
    }

    private static void AddMultiple<T, TTest>(ColumnBlock<T> values, TTest test, Span<ulong> words)
        where T : unmanaged
        where TTest : struct, IValueTest<T>
    {
        for (var row = 0; row < values.RowCount; row++)
        {
            for (var i = values.Starts[row]; i < values.Starts[row + 1]; i++)
            {
                if (test.Holds(values.Values[i]))
                {
                    words[row >> 6] |= 1UL << row;
                    break;
                }
            }
        }
    }

    private interface IValueTest<T>
    {
        bool Holds(T value);
    }

    private readonly struct RangeTest<T>(T min, T max) : IValueTest<T>
        where T : INumber<T>
    {
        public bool Holds(T value) => value >= min && value <= max;
    }

    private readonly struct OrdinalTest(RowSet ordinals) : IValueTest<int>
    {
        public bool Holds(int value) => ordinals[value];
    }
}
