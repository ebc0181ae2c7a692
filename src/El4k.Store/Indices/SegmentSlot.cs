using El4k.Store.Io;
using El4k.Store.Segments;

namespace El4k.Store.Indices;

/// <summary>A finished segment at its place in an index, with its deleted rows as of one moment.</summary>
internal sealed class SegmentSlot
{
    /// <summary>Shows a segment with the given live rows, null for all; the set must not be changed any more.</summary>
    public SegmentSlot(SegmentSource source, RowSet? liveRows)
    {
        Source = source;
        Reader = source.CreateReader(liveRows);
    }

    /// <summary>The segment.</summary>
    public SegmentSource Source { get; }

    /// <summary>Its rows, deletions applied.</summary>
    public SegmentReader Reader { get; }
}
