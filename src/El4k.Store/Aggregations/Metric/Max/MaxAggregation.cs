using El4k.Store.Search;

namespace El4k.Store.Aggregations.Metric.Max;

/// <summary>The <c>max</c> request: the greatest value.</summary>
internal sealed record MaxAggregation(AggregationHeader Header, MetricBody Body)
    : FigureAggregation(Header, Body, MaxAggregation.Type, statistics => statistics.Count == 0 ? double.NaN : statistics.Max)
{
    public const string Type = "max";

    public static MaxAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries) =>
        new(header, MetricBody.Read(body));
}
