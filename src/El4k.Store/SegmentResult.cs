using El4k.Store.Aggregations;
using El4k.Store.Io;
using El4k.Store.Search;

namespace El4k.Store;

/// <summary>What one segment adds to the answer of a search.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Rows">The rows that are hits, or null when the segment could not be read.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Aggregations">The partials, in the order of the request.</param>
/// <param name="Damage">What is wrong with the segment, when it could not be read.</param>
internal sealed record SegmentResult(
    SegmentSearch Segment, RowSet? Rows, int Count, IReadOnlyList<AggregationPartial> Aggregations, string? Damage = null);
