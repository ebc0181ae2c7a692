namespace El4k.Store.Search.Hits;

/// <summary>One value for all rows: the score, or what a field is that the segment lacks.</summary>
internal sealed class ConstantSortColumn(SortKey key, SortValue value) : SortColumn
{
    public override bool TryGetBest(int block, out SortValue best)
    {
        best = value;
        return true;
    }

    public override void MoveTo(int block)
    {
    }

    public override SortValue Read(int offset) => value;

    public override int Compare(int offset, in SortValue other) => key.Compare(value, other);
}
