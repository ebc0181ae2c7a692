namespace El4k.Store.Aggregations;

/// <summary>A figure that is made of count, sum, least and greatest.</summary>
internal abstract class StatisticsPartial(Statistics statistics, ValueFormat format) : AggregationPartial
{
    private Statistics _statistics = statistics;
    private ValueFormat _format = format;

    /// <summary>What was gathered so far.</summary>
    protected ref readonly Statistics Values => ref _statistics;

    /// <summary>How the field's values are shown.</summary>
    protected ValueFormat Format => _format;

    public override void Merge(AggregationPartial other)
    {
        var partial = (StatisticsPartial)other;
        _statistics.Merge(partial._statistics);
        // The empty start of a merge knows no field.
        _format = _format.IsShown ? _format : partial._format;
    }
}
