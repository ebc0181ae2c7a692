using El4k.Store.Search;

namespace El4k.Store.Aggregations.Metric.Avg;

/// <summary>The <c>avg</c> request: the average of the values.</summary>
internal sealed record AvgAggregation(AggregationHeader Header, MetricBody Body)
    : FigureAggregation(Header, Body, AvgAggregation.Type, statistics => statistics.Average)
{
    public const string Type = "avg";

    public static AvgAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries) =>
        new(header, MetricBody.Read(body));
}
