using El4k.Store.Search;

namespace El4k.Store.Aggregations.Metric.Cardinality;

/// <summary>The <c>cardinality</c> request: how many distinct values a field has.</summary>
internal sealed record CardinalityAggregation(AggregationHeader Header, MetricBody Body, int Threshold) : Aggregation(Header)
{
    public const string TypeName = "cardinality";

    /// <summary>Counts up to this are exact when the request says nothing; more than Elasticsearch's 3,000, since it is cheap here.</summary>
    public static readonly int DefaultThreshold = 16_384;

    /// <summary>What a larger <c>precision_threshold</c> is lowered to, as in Elasticsearch.</summary>
    public static readonly int MaximumThreshold = 40_000;

    public static CardinalityAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries)
    {
        var metric = MetricBody.Read(body);
        var threshold = body.ReadCount("precision_threshold", DefaultThreshold);
        body.Accept("execution_hint", "rehash");
        return new CardinalityAggregation(header, metric, Math.Min(threshold, MaximumThreshold));
    }

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits) =>
        new CardinalityCollector(FieldColumns.Open(segment, Body.Field), this, limits);

    public override AggregationPartial CreateEmpty() => new CardinalityPartial(null);
}
