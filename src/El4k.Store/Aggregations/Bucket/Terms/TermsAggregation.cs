using El4k.Store.Columns;
using El4k.Store.Search;

namespace El4k.Store.Aggregations.Bucket.Terms;

/// <summary>The <c>terms</c> request: one bucket per value of a field, the first so many of them. Counts are exact.</summary>
internal sealed record TermsAggregation(AggregationHeader Header, MetricBody Body) : Aggregation(Header)
{
    public const string TypeName = "terms";

    /// <summary>How many buckets there are when the request says nothing.</summary>
    public static readonly int DefaultSize = 10;

    public int Size { get; init; } = DefaultSize;

    public int MinDocCount { get; init; } = 1;

    public BucketOrder Order { get; init; } = BucketOrder.CountDescending;

    /// <summary>Which values may have a bucket.</summary>
    public TermFilter Filter { get; init; } = TermFilter.All;

    /// <exception cref="InvalidRequestException">Names the JSON path and what was expected.</exception>
    public static TermsAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries)
    {
        // These steer how shards cooperate, or are hints of how to count.
        body.Accept("shard_size", "shard_min_doc_count", "show_term_doc_count_error", "collect_mode", "execution_hint", "value_type");
        return new TermsAggregation(header, MetricBody.Read(body))
        {
            Size = body.ReadCount("size", DefaultSize, minimum: 1),
            MinDocCount = body.ReadCount("min_doc_count", 1),
            Order = BucketOrder.Parse(body, header, BucketOrder.CountDescending),
            Filter = TermFilter.Parse(body),
        };
    }

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits)
    {
        var field = segment.Mapping.FindAggregatable(Body.Field);
        var format = ValueFormat.Of(field, Body.Format);
        var columns = FieldColumns.Open(segment, Body.Field);
        var collectors = new List<AggregationCollector>();
        foreach (var column in columns)
        {
            // Rows without a value of the mapped type take the place of missing ones: that column comes first.
            var missing = collectors.Count == 0 ? Body.Missing : null;
            collectors.Add(column is KeywordColumn keyword
                ? new KeywordTermsCollector(this, keyword, missing, format, segment, limits)
                : new NumberTermsCollector(this, column, missing, format, segment, limits));
        }

        if (columns.Count == 0 && Body.Missing is not null)
        {
            collectors.Add(new MissingTermsCollector(this, field, format, segment, limits));
        }

        return collectors.Count == 1 ? collectors[0] : new MergingCollector(this, collectors);
    }

    public override AggregationPartial CreateEmpty() => new TermsPartial(this, ValueFormat.Number, []);
}
