namespace El4k.Store.Aggregations;

/// <summary>Gathers what an aggregation needs from the matching rows of one segment. Used by one thread.</summary>
internal abstract class AggregationCollector
{
    /// <summary>Takes rows; blocks come in ascending order.</summary>
    public abstract void Collect(RowBatch batch);

    /// <summary>The result for one bucket of the parent. Call it at most once for each, after the last batch.</summary>
    /// <param name="parent">The bucket; zero at the top level. A bucket that no row came for has an empty result.</param>
    public abstract AggregationPartial Finish(int parent);
}
