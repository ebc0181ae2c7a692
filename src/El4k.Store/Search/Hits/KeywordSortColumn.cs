using El4k.Store.Columns;

namespace El4k.Store.Search.Hits;

/// <summary>Sort values from a column of strings, compared by their bytes.</summary>
internal sealed class KeywordSortColumn(SortKey key, KeywordColumn column, SortValue missing) : SortColumn
{
    private readonly ColumnBlock<int> _block = new();
    private byte[] _scratch = [];
    private byte[] _otherScratch = [];

    public override bool TryGetBest(int block, out SortValue best)
    {
        best = missing;
        if (!column.Terms.IsSorted)
        {
            return false;
        }

        var header = column.GetStatistics(block);
        if (header.ValueCount > 0)
        {
            var value = SortValue.Of(column.Terms.GetTerm(key.Descending ? header.Max : header.Min, ref _scratch).ToArray());
            best = key.Compare(value, missing) < 0 || header.PresentRows == Io.RowBlock.RowsIn(block, column.RowCount) ? value : missing;
        }

        return true;
    }

    public override void MoveTo(int block) => column.ReadBlock(block, _block);

    public override SortValue Read(int offset) =>
        Choose(offset) is var ordinal && ordinal < 0 ? missing : SortValue.Of(column.Terms.GetTerm(ordinal, ref _scratch).ToArray());

    public override int Compare(int offset, in SortValue other)
    {
        var ordinal = Choose(offset);
        if (ordinal < 0 || other.Term is null)
        {
            return key.Compare(ordinal < 0 ? missing : Read(offset), other);
        }

        // No copy is made of a term that will not be a hit.
        var result = column.Terms.GetTerm(ordinal, ref _scratch).SequenceCompareTo(other.Term);
        return key.Descending ? -result : result;
    }

    private int Choose(int offset)
    {
        var ordinals = _block.ValuesOf(offset);
        if (ordinals.IsEmpty)
        {
            return -1;
        }

        var chosen = ordinals[0];
        foreach (var ordinal in ordinals[1..])
        {
            var result = column.Terms.IsSorted
                ? ordinal.CompareTo(chosen)
                : column.Terms.GetTerm(ordinal, ref _scratch).SequenceCompareTo(column.Terms.GetTerm(chosen, ref _otherScratch));
            if (key.TakesMaximum ? result > 0 : result < 0)
            {
                chosen = ordinal;
            }
        }

        return chosen;
    }
}
