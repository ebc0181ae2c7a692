using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>A metric that is one figure made of count, sum, least and greatest of a field.</summary>
/// <param name="Header">Name and place.</param>
/// <param name="Body">The field.</param>
/// <param name="TypeName">The metric's type.</param>
/// <param name="Select">The figure; NaN when there is none.</param>
internal abstract record FigureAggregation(
    AggregationHeader Header, MetricBody Body, string TypeName, Func<Statistics, double> Select) : Aggregation(Header)
{
    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits)
    {
        var format = Body.FormatIn(segment);
        return new StatisticsCollector(Body.Open(segment, TypeName), statistics => new FigurePartial(TypeName, statistics, format, Select));
    }

    public override AggregationPartial CreateEmpty() => new FigurePartial(TypeName, new Statistics(), ValueFormat.Number, Select);
}
