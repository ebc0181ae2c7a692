using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>The collectors of the aggregations inside a bucket aggregation, for one segment.</summary>
internal sealed class ChildCollectors
{
    private readonly AggregationCollector[] _collectors;

    public ChildCollectors(IReadOnlyList<Aggregation> aggregations, SegmentSearch segment, AggregationLimits limits) =>
        _collectors = [.. aggregations.Select(aggregation => aggregation.CreateCollector(segment, limits))];

    public bool Any => _collectors.Length > 0;

    public int Count => _collectors.Length;

    public void Collect(RowBatch batch)
    {
        foreach (var collector in _collectors)
        {
            collector.Collect(batch);
        }
    }

    public AggregationPartial[] Finish(int bucket)
    {
        var results = new AggregationPartial[_collectors.Length];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = _collectors[i].Finish(bucket);
        }

        return results;
    }
}
