using El4k.Store.Columns;
using El4k.Store.Io;

namespace El4k.Store.Search.Hits;

/// <summary>Sort values from a column of numbers.</summary>
internal sealed class NumberSortColumn<T>(SortKey key, BlockColumn<T> column, Func<T, SortValue> wrap, SortValue missing) : SortColumn
    where T : unmanaged, IComparable<T>
{
    private readonly ColumnBlock<T> _block = new();

    public override bool TryGetBest(int block, out SortValue best)
    {
        var header = column.GetStatistics(block);
        best = missing;
        if (header.ValueCount == 0)
        {
            return true;
        }

        var value = wrap(key.Descending ? header.Max : header.Min);
        if (header.PresentRows == RowBlock.RowsIn(block, column.RowCount) || key.Compare(value, missing) < 0)
        {
            best = value;
        }

        return true;
    }

    public override void MoveTo(int block) => column.ReadBlock(block, _block);

    public override SortValue Read(int offset)
    {
        var values = _block.ValuesOf(offset);
        if (values.IsEmpty)
        {
            return missing;
        }

        var chosen = values[0];
        foreach (var value in values[1..])
        {
            if (key.TakesMaximum ? value.CompareTo(chosen) > 0 : value.CompareTo(chosen) < 0)
            {
                chosen = value;
            }
        }

        return wrap(chosen);
    }

    public override int Compare(int offset, in SortValue other) => key.Compare(Read(offset), other);
}
