using El4k.Store.Search;

namespace El4k.Store.Aggregations.Metric.Min;

/// <summary>The <c>min</c> request: the least value.</summary>
internal sealed record MinAggregation(AggregationHeader Header, MetricBody Body)
    : FigureAggregation(Header, Body, MinAggregation.Type, statistics => statistics.Count == 0 ? double.NaN : statistics.Min)
{
    public const string Type = "min";

    public static MinAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries) =>
        new(header, MetricBody.Read(body));
}
