using El4k.Store.Search;

namespace El4k.Store.Aggregations.Metric.Sum;

/// <summary>The <c>sum</c> request: the sum of the values, zero when there are none.</summary>
internal sealed record SumAggregation(AggregationHeader Header, MetricBody Body)
    : FigureAggregation(Header, Body, SumAggregation.Type, statistics => statistics.Sum)
{
    public const string Type = "sum";

    public static SumAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries) =>
        new(header, MetricBody.Read(body));
}
