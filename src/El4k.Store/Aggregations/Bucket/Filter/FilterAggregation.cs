using El4k.Store.Search;

namespace El4k.Store.Aggregations.Bucket.Filter;

/// <summary>The <c>filter</c> request: one bucket of the documents that also match a query.</summary>
internal sealed record FilterAggregation(AggregationHeader Header, Query Query) : Aggregation(Header)
{
    public const string TypeName = "filter";

    public static FilterAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries)
    {
        // The body is itself the query.
        var query = queries.Parse(body.Element, body.Path);
        body.Accept([.. body.Unread.Select(property => property.Name)]);
        return new FilterAggregation(header, query);
    }

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits) =>
        new RowSetCollector(Query.Match(segment), TypeName, Header, segment, limits);

    public override AggregationPartial CreateEmpty() => new SingleBucketPartial(TypeName, Header, BucketPartial.Empty(Header.Children));
}
