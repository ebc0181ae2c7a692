using El4k.Store.Io;
using El4k.Store.Search;

namespace El4k.Store.Aggregations.Bucket.Filters;

/// <summary>Puts rows into the bucket of each query that they match.</summary>
internal sealed class FiltersCollector : AggregationCollector
{
    private readonly FiltersAggregation _request;
    private readonly List<RowSet> _sets;
    private readonly BucketTable _table;
    private int[] _slots = new int[RowBlock.Size];

    public FiltersCollector(FiltersAggregation request, SegmentSearch segment, AggregationLimits limits)
    {
        _request = request;
        _sets = [.. request.Queries.Select(query => query.Match(segment))];
        if (request.HasOther)
        {
            var other = segment.AllRows();
            foreach (var set in _sets)
            {
                other.AndNot(set);
            }

            _sets.Add(other);
        }

        _table = new BucketTable(_sets.Count, request.Header.Children, segment, limits, mayRepeat: false);
    }

    public override void Collect(RowBatch batch)
    {
        Growing.Ensure(ref _slots, batch.Offsets.Length);
        var slots = _slots.AsSpan(0, batch.Offsets.Length);
        for (var set = 0; set < _sets.Count; set++)
        {
            var words = _sets[set].Block(batch.Block);
            for (var i = 0; i < slots.Length; i++)
            {
                var offset = batch.Offsets[i];
                slots[i] = (words[offset >> 6] >> offset & 1) != 0 ? set : -1;
            }

            _table.Collect(batch.Block, slots, batch.Offsets, batch.Parents);
        }
    }

    public override AggregationPartial Finish(int parent)
    {
        var buckets = new BucketPartial[_sets.Count];
        foreach (var (slot, bucket) in _table.Finish(parent))
        {
            buckets[slot] = bucket;
        }

        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] ??= BucketPartial.Empty(_request.Header.Children);
        }

        return new KeyedBuckets(FiltersAggregation.TypeName, _request.Header, _request.Labels, buckets, _request.Keyed);
    }
}
