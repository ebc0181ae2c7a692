using El4k.Store.Search;

namespace El4k.Store.Aggregations.Metric.ValueCount;

/// <summary>The <c>value_count</c> request: how many values a field has, of whatever type.</summary>
internal sealed record ValueCountAggregation(AggregationHeader Header, MetricBody Body) : Aggregation(Header)
{
    public const string TypeName = "value_count";

    public static ValueCountAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries) =>
        new(header, MetricBody.Read(body));

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits) =>
        new ValueCountCollector(FieldColumns.Open(segment, Body.Field), Body.Missing is not null);

    public override AggregationPartial CreateEmpty() => new ValueCountPartial(0);
}
