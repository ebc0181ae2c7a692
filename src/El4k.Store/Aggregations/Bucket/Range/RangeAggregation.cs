using System.Globalization;
using El4k.Store.Search;

namespace El4k.Store.Aggregations.Bucket.Range;

/// <summary>The <c>range</c> request: a bucket for each of some ranges of numbers; the lower end belongs to it, the upper does not.</summary>
internal sealed record RangeAggregation(
    AggregationHeader Header, MetricBody Body, IReadOnlyList<(double From, double To)> Ranges, IReadOnlyList<KeyedBuckets.Label> Labels, bool Keyed)
    : Aggregation(Header)
{
    public const string TypeName = "range";

    public static RangeAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries)
    {
        var metric = MetricBody.Read(body);
        var keyed = body.ReadBoolean("keyed", false);
        var ranges = new List<(double From, double To, string? Key)>();
        body.Read("ranges");
        foreach (var (value, path) in body.ReadList("ranges"))
        {
            var range = new RequestObject(value, path);
            ranges.Add((range.ReadNumber("from") ?? double.NegativeInfinity, range.ReadNumber("to") ?? double.PositiveInfinity, range.ReadString("key")));
            range.RejectUnread();
        }

        if (ranges.Count == 0)
        {
            throw new InvalidRequestException(InvalidRequestException.IllegalArgument, $"[{body.PathOf("ranges")}] needs at least one range");
        }

        var ordered = ranges.OrderBy(range => range.From).ThenBy(range => range.To).ToList();
        return new RangeAggregation(
            header, metric, [.. ordered.Select(range => (range.From, range.To))], [.. ordered.Select(range => LabelOf(range.From, range.To, range.Key))], keyed);
    }

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits) =>
        new RangeCollector(this, Body.Open(segment, TypeName), segment, limits);

    public override AggregationPartial CreateEmpty() =>
        new KeyedBuckets(TypeName, Header, Labels, [.. Labels.Select(_ => BucketPartial.Empty(Header.Children))], Keyed);

    private static KeyedBuckets.Label LabelOf(double from, double to, string? key) => new(
        key ?? $"{Show(from)}-{Show(to)}",
        IsWritten: true,
        json =>
        {
            if (double.IsFinite(from))
            {
                json.WritePropertyName("from");
                AggregationOutput.WriteNumber(json, from);
            }

            if (double.IsFinite(to))
            {
                json.WritePropertyName("to");
                AggregationOutput.WriteNumber(json, to);
            }
        });

    private static string Show(double bound) => double.IsFinite(bound) ? bound.ToString("0.0##########", CultureInfo.InvariantCulture) : "*";
}
