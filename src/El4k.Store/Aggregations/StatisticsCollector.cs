namespace El4k.Store.Aggregations;

/// <summary>Gathers count, sum, least and greatest of a field by bucket.</summary>
/// <param name="source">The numbers.</param>
/// <param name="wrap">Makes the partial of one bucket.</param>
internal sealed class StatisticsCollector(NumberSource source, Func<Statistics, AggregationPartial> wrap) : AggregationCollector
{
    private Statistics[] _statistics = [new()];
    private int _used = 1;

    public override void Collect(RowBatch batch)
    {
        EnsureCapacity(batch.ParentCount);
        source.Read(batch, Add);
    }

    public override AggregationPartial Finish(int parent) => wrap(parent < _used ? _statistics[parent] : new Statistics());

    private void Add(ReadOnlySpan<double> values, ReadOnlySpan<int> offsets, ReadOnlySpan<int> parents)
    {
        if (_used == 1)
        {
            AddAll(ref _statistics[0], values);
            return;
        }

        var statistics = _statistics;
        for (var i = 0; i < values.Length; i++)
        {
            statistics[parents[i]].Add(values[i]);
        }
    }

    private static void AddAll(ref Statistics target, ReadOnlySpan<double> values)
    {
        // A local copy stays in registers.
        var sum = target;
        foreach (var value in values)
        {
            sum.Add(value);
        }

        target = sum;
    }

    private void EnsureCapacity(int count)
    {
        if (count <= _used)
        {
            return;
        }

        Growing.Ensure(ref _statistics, count);
        for (; _used < _statistics.Length; _used++)
        {
            _statistics[_used] = new Statistics();
        }
    }
}
