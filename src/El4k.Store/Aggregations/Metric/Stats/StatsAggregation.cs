using El4k.Store.Search;

namespace El4k.Store.Aggregations.Metric.Stats;

/// <summary>The <c>stats</c> request: count, least, greatest, average and sum of the values.</summary>
internal sealed record StatsAggregation(AggregationHeader Header, MetricBody Body) : Aggregation(Header)
{
    public const string TypeName = "stats";

    public static StatsAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries) => new(header, MetricBody.Read(body));

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits)
    {
        var format = Body.FormatIn(segment);
        return new StatisticsCollector(Body.Open(segment, TypeName), statistics => new StatsPartial(statistics, format));
    }

    public override AggregationPartial CreateEmpty() => new StatsPartial(new Statistics(), ValueFormat.Number);
}
