using El4k.Store.Io;

namespace El4k.Store.Segments;

/// <summary>A <see cref="SegmentBuilder"/> to which nothing is appended any more, until it is on disk.</summary>
internal sealed class FrozenSegment(SegmentBuilder builder, string name) : SegmentSource
{
    /// <summary>The rows.</summary>
    public SegmentBuilder Builder => builder;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override int RowCount => builder.RowCount;

    /// <inheritdoc/>
    public override long DiskBytes => 0;

    /// <inheritdoc/>
    public override long MemoryBytes => builder.AllocatedBytes;

    /// <inheritdoc/>
    public override SegmentReader CreateReader(RowSet? liveRows) => new MemorySegment(builder, name, builder.RowCount, liveRows);
}
