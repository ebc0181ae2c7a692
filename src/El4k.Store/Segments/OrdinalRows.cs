using El4k.Store.Columns;
using El4k.Store.Io;

namespace El4k.Store.Segments;

/// <summary>Finds the rows whose ordinals are in a set.</summary>
internal static class OrdinalRows
{
    /// <summary>Adds to <paramref name="rows"/> the rows of <paramref name="column"/> that have any of <paramref name="ordinals"/>.</summary>
    public static void Add(KeywordColumn column, RowSet ordinals, RowSet rows)
    {
        var first = ordinals.NextFrom(0);
        if (first < 0)
        {
            return;
        }

        var block = new ColumnBlock<int>();
        for (var number = 0; number < column.BlockCount; number++)
        {
            var statistics = column.GetStatistics(number);
            if (statistics.ValueCount == 0 || statistics.Max < first || ordinals.NextFrom(statistics.Min) is var next && (next < 0 || next > statistics.Max))
            {
                continue;
            }

            column.ReadBlock(number, block);
            AddBlock(block, ordinals, rows.Block(number));
        }
    }

    private static void AddBlock(ColumnBlock<int> block, RowSet ordinals, Span<ulong> rows)
    {
        // In memory an ordinal may be newer than the set, which was sized by what was published.
        var limit = (uint)ordinals.RowCount;
        if (block.Shape is BlockShape.Full or BlockShape.Sparse)
        {
            var values = block.Values;
            for (var row = 0; row < block.RowCount; row++)
            {
                var ordinal = (uint)values[row];
                if (ordinal < limit && ordinals[(int)ordinal])
                {
                    rows[row >> 6] |= (1UL << row) & block.Presence[row >> 6];
                }
            }

            return;
        }

        for (var row = 0; row < block.RowCount; row++)
        {
            foreach (var ordinal in block.ValuesOf(row))
            {
                if ((uint)ordinal < limit && ordinals[ordinal])
                {
                    rows[row >> 6] |= 1UL << row;
                    break;
                }
            }
        }
    }
}
