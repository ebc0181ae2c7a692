using El4k.Store.Io;
using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>Puts the rows of a set into one bucket for each parent.</summary>
internal sealed class RowSetCollector(
    RowSet rows, string typedName, AggregationHeader header, SegmentSearch segment, AggregationLimits limits) : AggregationCollector
{
    private readonly ChildCollectors _children = new(header.Children, segment, limits);
    private readonly BucketCounts _counts = new();
    private int[] _offsets = new int[RowBlock.Size];
    private int[] _parents = new int[RowBlock.Size];

    public override void Collect(RowBatch batch)
    {
        Growing.Ensure(ref _offsets, batch.Offsets.Length);
        Growing.Ensure(ref _parents, batch.Offsets.Length);
        var words = rows.Block(batch.Block);
        var count = 0;
        for (var i = 0; i < batch.Offsets.Length; i++)
        {
            var offset = batch.Offsets[i];
            if ((words[offset >> 6] >> offset & 1) != 0)
            {
                _offsets[count] = offset;
                _parents[count] = batch.Parents[i];
                count++;
            }
        }

        _counts.EnsureCapacity(batch.ParentCount);
        _counts.Add(_parents.AsSpan(0, count));
        if (count > 0)
        {
            _children.Collect(new RowBatch(batch.Block, _offsets.AsSpan(0, count), _parents.AsSpan(0, count), batch.ParentCount));
        }
    }

    public override AggregationPartial Finish(int parent) =>
        new SingleBucketPartial(typedName, header, new BucketPartial(_counts[parent], _children.Finish(parent)));
}
