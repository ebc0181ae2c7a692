namespace El4k.Store.Aggregations.Metric.Percentiles;

/// <summary>Gathers the distribution of a field by bucket.</summary>
internal sealed class PercentilesCollector(
    PercentilesAggregation request, NumberSource source, ValueFormat format, AggregationLimits limits) : AggregationCollector
{
    private LogLinearHistogram?[] _histograms = new LogLinearHistogram?[1];

    public override void Collect(RowBatch batch)
    {
        Growing.Ensure(ref _histograms, batch.ParentCount);
        source.Read(batch, Add);
    }

    public override AggregationPartial Finish(int parent) =>
        new PercentilesPartial(request, parent < _histograms.Length ? _histograms[parent] : null, format);

    private void Add(ReadOnlySpan<double> values, ReadOnlySpan<int> offsets, ReadOnlySpan<int> parents)
    {
        for (var i = 0; i < values.Length; i++)
        {
            (_histograms[parents[i]] ??= new LogLinearHistogram(limits)).Add(values[i]);
        }
    }
}
