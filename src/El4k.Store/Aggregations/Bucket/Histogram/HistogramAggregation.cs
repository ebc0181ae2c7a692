using El4k.Store.Search;

namespace El4k.Store.Aggregations.Bucket.Histogram;

/// <summary>The <c>histogram</c> request: one bucket per interval of numbers.</summary>
internal sealed record HistogramAggregation(AggregationHeader Header, MetricBody Body, double Interval, HistogramOptions Options) : Aggregation(Header)
{
    public const string TypeName = "histogram";

    public double Offset { get; init; }

    /// <summary>Buckets are there from the first end to the second, documents or not; null ends are open.</summary>
    public (double? From, double? To) ExtendedBounds { get; init; }

    /// <summary>There are no buckets outside, documents or not.</summary>
    public (double? From, double? To) HardBounds { get; init; }

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static HistogramAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries)
    {
        var metric = MetricBody.Read(body);
        body.Read("interval");
        var interval = body.ReadNumber("interval") ?? 0;
        if (!(interval > 0 && double.IsFinite(interval)))
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument, $"[{body.PathOf("interval")}] must be greater than 0, but is {interval}");
        }

        return new HistogramAggregation(header, metric, interval, HistogramOptions.Read(body, header))
        {
            Offset = body.ReadNumber("offset") ?? 0,
            ExtendedBounds = ReadBounds(body, "extended_bounds"),
            HardBounds = ReadBounds(body, "hard_bounds"),
        };
    }

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits) =>
        new HistogramCollector(this, Body.Open(segment, TypeName), segment, limits);

    public override AggregationPartial CreateEmpty() => new HistogramPartial(this, []);

    /// <summary>The number of the interval that holds a value.</summary>
    public long IndexOf(double value) => (long)Math.Floor((value - Offset) / Interval);

    public double KeyOf(long index) => (index * Interval) + Offset;

    private static (double?, double?) ReadBounds(RequestObject body, string name)
    {
        if (body.ReadObject(name) is not { } bounds)
        {
            return (null, null);
        }

        var result = (bounds.ReadNumber("min"), bounds.ReadNumber("max"));
        bounds.RejectUnread();
        return result;
    }
}
