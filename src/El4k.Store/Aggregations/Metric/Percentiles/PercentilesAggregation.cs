using System.Text.Json;
using El4k.Store.Search;

namespace El4k.Store.Aggregations.Metric.Percentiles;

/// <summary>The <c>percentiles</c> request: the values below which given shares of the values lie.</summary>
internal sealed record PercentilesAggregation(AggregationHeader Header, MetricBody Body, IReadOnlyList<double> Percents, bool Keyed)
    : Aggregation(Header)
{
    public const string TypeName = "percentiles";

    public static readonly IReadOnlyList<double> DefaultPercents = [1, 5, 25, 50, 75, 95, 99];

    /// <summary>Whether a percentile is always one of the values (<c>hdr</c>), or may lie between two.</summary>
    public bool IsNearestRank { get; init; }

    public static PercentilesAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries)
    {
        var metric = MetricBody.Read(body);
        var percents = body.ReadList("percents").Select(item => ReadPercent(item.Value, item.Path)).Order().ToList();
        var keyed = body.ReadBoolean("keyed", true);
        // Both name a sketch; there is one here, with a bounded error. They also differ in what lies between two values.
        body.Accept("tdigest");
        var hdr = body.ReadObject("hdr");
        if (hdr?.ReadInteger("number_of_significant_value_digits") is < 0 or > 5)
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument, $"[numberOfSignificantValueDigits] must be between 0 and 5 at [{hdr.Path}]");
        }

        hdr?.RejectUnread();
        return new PercentilesAggregation(header, metric, percents.Count == 0 ? DefaultPercents : percents, keyed) { IsNearestRank = hdr is not null };
    }

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits) =>
        new PercentilesCollector(this, Body.Open(segment, TypeName), Body.FormatIn(segment), limits);

    public override AggregationPartial CreateEmpty() => new PercentilesPartial(this, null, ValueFormat.Number);

    private static double ReadPercent(JsonElement value, string path)
    {
        var percent = RequestObject.ToNumber(value, path);
        return percent is >= 0 and <= 100
            ? percent
            : throw new InvalidRequestException(InvalidRequestException.IllegalArgument, $"[{path}] must be from 0 to 100, but is {percent}");
    }
}
