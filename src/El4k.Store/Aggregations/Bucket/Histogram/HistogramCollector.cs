using System.Runtime.InteropServices;
using El4k.Store.Search;

namespace El4k.Store.Aggregations.Bucket.Histogram;

/// <summary>Puts the matching rows of one segment into the buckets of their numbers.</summary>
internal sealed class HistogramCollector : AggregationCollector
{
    private readonly HistogramAggregation _request;
    private readonly NumberSource _source;
    private readonly BucketTable _table;
    private readonly Dictionary<long, int> _slotOf = [];
    private readonly List<long> _indexes = [];
    private int[] _slots = [];
    private int _block;

    public HistogramCollector(HistogramAggregation request, NumberSource source, SegmentSearch segment, AggregationLimits limits)
    {
        _request = request;
        _source = source;
        _table = new BucketTable(request.Header.Children, segment, limits, mayRepeat: true);
    }

    public override void Collect(RowBatch batch)
    {
        _block = batch.Block;
        _source.Read(batch, Add);
    }

    public override AggregationPartial Finish(int parent)
    {
        var buckets = new SortedDictionary<long, BucketPartial>();
        foreach (var (slot, bucket) in _table.Finish(parent))
        {
            buckets.Add(_indexes[slot], bucket);
        }

        return new HistogramPartial(_request, buckets);
    }

    private void Add(ReadOnlySpan<double> values, ReadOnlySpan<int> offsets, ReadOnlySpan<int> parents)
    {
        Growing.Ensure(ref _slots, values.Length);
        var from = _request.HardBounds.From ?? double.NegativeInfinity;
        var to = _request.HardBounds.To ?? double.PositiveInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            _slots[i] = values[i] >= from && values[i] <= to ? SlotOf(_request.IndexOf(values[i])) : -1;
        }

        _table.Collect(_block, _slots.AsSpan(0, values.Length), offsets, parents);
    }

    private int SlotOf(long index)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slotOf, index, out var exists);
        if (!exists)
        {
            slot = _indexes.Count;
            _indexes.Add(index);
        }

        return slot;
    }
}
