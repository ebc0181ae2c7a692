using El4k.Store.Io;
using El4k.Store.Mapping;
using El4k.Store.Segments;

namespace El4k.Store.Search;

/// <summary>One segment as a query sees it, with what is the same for the whole request.</summary>
/// <param name="IndexName">The index of the segment.</param>
/// <param name="Mapping">The fields of the index.</param>
/// <param name="Segment">The rows.</param>
/// <param name="Now">The instant of the request in milliseconds since 1970; one for all its parts.</param>
/// <param name="Cancellation">Ends long scans.</param>
internal sealed record SegmentSearch(
    string IndexName, IndexMapping Mapping, SegmentReader Segment, long Now, CancellationToken Cancellation)
{
    /// <summary>An empty set over the segment's rows.</summary>
    public RowSet NoRows() => new(Segment.RowCount);

    /// <summary>A set of all rows, deleted ones included.</summary>
    public RowSet AllRows() => RowSet.All(Segment.RowCount);

    /// <summary>The rows that match a query and are not deleted.</summary>
    public RowSet Find(Query query)
    {
        var rows = query.Match(this);
        if (Segment.LiveRows is { } live)
        {
            rows.And(live);
        }

        return rows;
    }
}
