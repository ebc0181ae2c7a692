using El4k.Store.Search;

namespace El4k.Store.Aggregations.Bucket.Range;

/// <summary>Puts rows into the bucket of each range that holds one of their values.</summary>
internal sealed class RangeCollector : AggregationCollector
{
    private readonly RangeAggregation _request;
    private readonly NumberSource _source;
    private readonly BucketTable _table;
    private int[] _slots = [];
    private int _block;

    public RangeCollector(RangeAggregation request, NumberSource source, SegmentSearch segment, AggregationLimits limits)
    {
        _request = request;
        _source = source;
        _table = new BucketTable(request.Ranges.Count, request.Header.Children, segment, limits, mayRepeat: true);
    }

    public override void Collect(RowBatch batch)
    {
        _block = batch.Block;
        _source.Read(batch, Add);
    }

    public override AggregationPartial Finish(int parent)
    {
        var buckets = new BucketPartial[_request.Ranges.Count];
        foreach (var (slot, bucket) in _table.Finish(parent))
        {
            buckets[slot] = bucket;
        }

        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] ??= BucketPartial.Empty(_request.Header.Children);
        }

        return new KeyedBuckets(RangeAggregation.TypeName, _request.Header, _request.Labels, buckets, _request.Keyed);
    }

    private void Add(ReadOnlySpan<double> values, ReadOnlySpan<int> offsets, ReadOnlySpan<int> parents)
    {
        Growing.Ensure(ref _slots, values.Length);
        for (var range = 0; range < _request.Ranges.Count; range++)
        {
            var (from, to) = _request.Ranges[range];
            for (var i = 0; i < values.Length; i++)
            {
                _slots[i] = values[i] >= from && values[i] < to ? range : -1;
            }

            _table.Collect(_block, _slots.AsSpan(0, values.Length), offsets, parents);
        }
    }
}
