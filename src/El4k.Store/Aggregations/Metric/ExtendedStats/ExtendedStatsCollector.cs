namespace El4k.Store.Aggregations.Metric.ExtendedStats;

/// <summary>Gathers count, sum, least, greatest and the sum of squares of a field by bucket.</summary>
internal sealed class ExtendedStatsCollector(ExtendedStatsAggregation request, NumberSource source) : AggregationCollector
{
    private Statistics?[] _statistics = new Statistics?[1];
    private double[] _squares = new double[1];

    public override void Collect(RowBatch batch)
    {
        Growing.Ensure(ref _statistics, batch.ParentCount);
        Growing.Ensure(ref _squares, batch.ParentCount);
        source.Read(batch, Add);
    }

    public override AggregationPartial Finish(int parent) => parent < _statistics.Length && _statistics[parent] is { } statistics
        ? new ExtendedStatsPartial(request, statistics, _squares[parent])
        : new ExtendedStatsPartial(request, new Statistics(), 0);

    private void Add(ReadOnlySpan<double> values, ReadOnlySpan<int> offsets, ReadOnlySpan<int> parents)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var statistics = _statistics[parents[i]] ?? new Statistics();
            statistics.Add(values[i]);
            _statistics[parents[i]] = statistics;
            _squares[parents[i]] += values[i] * values[i];
        }
    }
}
