using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>What histograms over numbers and over time have in common in a request.</summary>
internal sealed record HistogramOptions(int MinDocCount, BucketOrder Order, bool Keyed)
{
    public static HistogramOptions Read(RequestObject body, AggregationHeader header) => new(
        body.ReadCount("min_doc_count", 0),
        BucketOrder.Parse(body, header, BucketOrder.KeyAscending),
        body.ReadBoolean("keyed", false));
}
