using El4k.Store.Aggregations;
using El4k.Store.Io;
using El4k.Store.Search;

namespace El4k.Store;

/// <summary>Runs a search over one segment: filters its rows and feeds them to the aggregations. Used once, by one thread.</summary>
internal sealed class SegmentExecution(SearchRequest request, SegmentSearch segment, AggregationLimits limits)
{
    public SegmentResult Run()
    {
        segment.Cancellation.ThrowIfCancellationRequested();
        try
        {
            var rows = Find();
            var aggregations = request.Aggregations.Count > 0 ? Aggregate(rows) : [];
            if (request.PostFilter is { } filter)
            {
                rows.And(filter.Match(segment));
            }

            return new SegmentResult(segment, rows, rows.Count(), aggregations);
        }
        catch (CorruptFileException error)
        {
            // Damage costs this segment: the answer is made from the others, and says so.
            return new SegmentResult(segment, null, 0, [], error.Message);
        }
    }

    private RowSet Find()
    {
        if (request.Query is { } query)
        {
            return segment.Find(query);
        }

        return segment.Segment.LiveRows?.Clone() ?? segment.AllRows();
    }

    private List<AggregationPartial> Aggregate(RowSet rows)
    {
        var collectors = request.Aggregations.Select(aggregation => aggregation.CreateCollector(segment, limits)).ToList();
        var offsets = new int[RowBlock.Size];
        var noParents = new int[RowBlock.Size];
        for (var block = 0; block < RowBlock.CountFor(rows.RowCount); block++)
        {
            var count = rows.ReadOffsets(block, offsets);
            if (count == 0)
            {
                continue;
            }

            segment.Cancellation.ThrowIfCancellationRequested();
            var batch = new RowBatch(block, offsets.AsSpan(0, count), noParents.AsSpan(0, count), 1);
            foreach (var collector in collectors)
            {
                collector.Collect(batch);
            }
        }

        return [.. collectors.Select(collector => collector.Finish(0))];
    }
}
