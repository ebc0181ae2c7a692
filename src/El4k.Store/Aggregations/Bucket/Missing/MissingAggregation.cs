using El4k.Store.Search;
using El4k.Store.Search.Matching;

namespace El4k.Store.Aggregations.Bucket.Missing;

/// <summary>The <c>missing</c> request: one bucket of the documents that have no value of a field.</summary>
internal sealed record MissingAggregation(AggregationHeader Header, string Field) : Aggregation(Header)
{
    public const string TypeName = "missing";

    public static MissingAggregation Parse(RequestObject body, AggregationHeader header, QueryParser queries) =>
        new(header, body.ReadRequiredString("field"));

    public override AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits)
    {
        var rows = segment.NoRows();
        ExistsMatch.Add(segment, Field, rows);
        rows.Not();
        return new RowSetCollector(rows, TypeName, Header, segment, limits);
    }

    public override AggregationPartial CreateEmpty() => new SingleBucketPartial(TypeName, Header, BucketPartial.Empty(Header.Children));
}
