using El4k.Store.Search;

namespace El4k.Store.Aggregations;

/// <summary>A figure or a list of buckets over the matching documents, as the request wrote it.</summary>
/// <remarks>
/// It passes through four shapes: this request; one <see cref="AggregationCollector"/> for each segment; the
/// <see cref="AggregationPartial"/> of each collector, which are merged; and the JSON that the merged one writes.
/// Immutable; any number of threads may make collectors of one request.
/// </remarks>
internal abstract record Aggregation(AggregationHeader Header)
{
    public string Name => Header.Name;

    /// <exception cref="InvalidRequestException">The aggregation does not fit the type of its field in this index.</exception>
    public abstract AggregationCollector CreateCollector(SegmentSearch segment, AggregationLimits limits);

    /// <summary>The result over no documents; also what merging starts from.</summary>
    public abstract AggregationPartial CreateEmpty();
}
