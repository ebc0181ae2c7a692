namespace El4k.Store.Aggregations;

/// <summary>Runs several collectors of one aggregation, for a field that has several columns, and merges their results.</summary>
internal sealed class MergingCollector(Aggregation request, IReadOnlyList<AggregationCollector> collectors) : AggregationCollector
{
    public override void Collect(RowBatch batch)
    {
        foreach (var collector in collectors)
        {
            collector.Collect(batch);
        }
    }

    public override AggregationPartial Finish(int parent)
    {
        var result = request.CreateEmpty();
        foreach (var collector in collectors)
        {
            result.Merge(collector.Finish(parent));
        }

        return result;
    }
}
