using El4k.Store.Columns;
using El4k.Store.Search;
using El4k.Store.Search.Dates;
using El4k.Store.Search.Matching;

namespace El4k.Store.Aggregations.Bucket.DateHistogram;

/// <summary>The <c>date_histogram</c> request: one bucket per interval of time.</summary>
internal sealed record DateHistogramAggregation(AggregationHeader Header) : Aggregation(Header)
{
    public const string TypeName = "date_histogram";

    public required string Field { get; init; }

    public required DateInterval Interval { get; init; }

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Milliseconds by which the borders are moved.</summary>
    public long Offset { get; init; }

    public required HistogramOptions Options { get; init; }

    /// <summary>Buckets are there from the first end to the second, documents or not.</summary>
    public RangeBounds? ExtendedBounds { get; init; }

    /// <summary>There are no buckets outside, documents or not.</summary>
    public RangeBounds? HardBounds { get; init; }

    /// <summary>The format of <c>key_as_string</c>, or null for the field's own.</summary>
    public DateFormats? Format { get; init; }

    /// <summary>The time of documents that have none, or null to leave them out.</summary>
    public string? Missing { get; init; }

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static DateHistogramAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries)
    {
        var format = body.ReadString("format");
        var extended = ReadBounds(body, "extended_bounds");
        var options = HistogramOptions.Read(body, header);
        if (extended is not null && options.MinDocCount > 0)
        {
            // Real servers accept this combination and ignore the bounds.
            extended = null;
        }

        return new DateHistogramAggregation(header)
        {
            Field = body.ReadRequiredString("field"),
            Interval = DateInterval.Read(body),
            Zone = TimeZones.Parse(body.ReadString("time_zone"), body.PathOf("time_zone")),
            Offset = DateInterval.ParseOffset(body.ReadString("offset"), body.PathOf("offset")),
            Options = options,
            ExtendedBounds = extended,
            HardBounds = ReadBounds(body, "hard_bounds"),
            Format = format is null ? null : DateFormats.Parse(format),
            Missing = body.ReadString("missing"),
        };
    }

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits)
    {
        var field = segment.Mapping.Find(Field);
        var columns = field is null ? [] : segment.Segment.GetColumns(Field).OfType<LongColumn>().ToList();
        if (columns.Count == 0 && field is { Type: not (Mapping.FieldType.Date or Mapping.FieldType.Long) })
        {
            throw new InvalidRequestException(
                InvalidRequestException.IllegalArgument,
                $"Field [{Field}] of type [{field.TypeName}] is not supported for aggregation [{TypeName}]; it needs dates");
        }

        return new DateHistogramCollector(this, columns.FirstOrDefault(), ValueFormat.Of(field, Format, Zone), segment, limits);
    }

    public override AggregationPartial CreateEmpty() => new DateHistogramPartial(this, null, []);

    public Rounding CreateRounding() => Interval.CreateRounding(Zone, Offset);

    /// <summary>An end of the bounds in milliseconds, or null when it is open.</summary>
    public (long? From, long? To) Evaluate(RangeBounds? bounds, long now)
    {
        var math = new DateMath(Format ?? DateFormats.Default, Zone, now);
        return (Evaluate(bounds?.From), Evaluate(bounds?.To));

        long? Evaluate(string? text) => text is null ? null : EpochTime.Clamp(long.TryParse(text, out var number) ? number : math.Evaluate(text, roundUp: false));
    }

    private static RangeBounds? ReadBounds(RequestObject body, string name)
    {
        if (body.ReadObject(name) is not { } bounds)
        {
            return null;
        }

        var result = new RangeBounds { From = bounds.ReadString("min"), To = bounds.ReadString("max") };
        bounds.RejectUnread();
        return result;
    }
}
