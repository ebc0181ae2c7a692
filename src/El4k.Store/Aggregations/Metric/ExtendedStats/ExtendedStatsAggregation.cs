using El4k.Store.Search;

namespace El4k.Store.Aggregations.Metric.ExtendedStats;

/// <summary>The <c>extended_stats</c> request: what <c>stats</c> has, and how far the values are spread.</summary>
/// <param name="Header">Name and place.</param>
/// <param name="Body">The field.</param>
/// <param name="Sigma">How many standard deviations the bounds lie from the average.</param>
internal sealed record ExtendedStatsAggregation(AggregationHeader Header, MetricBody Body, double Sigma) : Aggregation(Header)
{
    public const string TypeName = "extended_stats";

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static ExtendedStatsAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries)
    {
        var metric = MetricBody.Read(body);
        var sigma = body.ReadNumber("sigma") ?? 2;
        return sigma >= 0
            ? new ExtendedStatsAggregation(header, metric, sigma)
            : throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument,
                $"[sigma] must be greater than or equal to 0. Found [{sigma:0.0#########}] in [{header.Name}]");
    }

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits) =>
        new ExtendedStatsCollector(this, Body.Open(segment, TypeName));

    public override AggregationPartial CreateEmpty() => new ExtendedStatsPartial(this, new Statistics(), 0);
}
