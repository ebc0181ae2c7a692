using El4k.Store.Io;

namespace El4k.Store.Search.Hits;

/// <summary>The order of arrival: the number of the segment, then of the row.</summary>
internal sealed class DocumentSortColumn(SortKey key, int segment, int rowCount) : SortColumn
{
    private int _first;

    public override bool TryGetBest(int block, out SortValue best)
    {
        var row = (block << RowBlock.Shift) + (key.Descending ? RowBlock.RowsIn(block, rowCount) - 1 : 0);
        best = SortValue.Of(((long)segment << 32) + row);
        return true;
    }

    public override void MoveTo(int block) => _first = block << RowBlock.Shift;

    public override SortValue Read(int offset) => SortValue.Of(((long)segment << 32) + _first + offset);

    public override int Compare(int offset, in SortValue other) => key.Compare(Read(offset), other);
}
