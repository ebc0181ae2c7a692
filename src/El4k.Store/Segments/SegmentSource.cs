using El4k.Store.Io;

namespace El4k.Store.Segments;

/// <summary>The rows of a segment without the question which of them are deleted; readers are made from it.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal abstract class SegmentSource
{
    /// <summary>A name for messages, unique within the index.</summary>
    public abstract string Name { get; }

    /// <summary>Rows, deleted ones included.</summary>
    public abstract int RowCount { get; }

    /// <summary>Bytes in a file; 0 in memory.</summary>
    public abstract long DiskBytes { get; }

    /// <summary>Bytes in memory that go when the segment is written to disk; 0 on disk.</summary>
    public abstract long MemoryBytes { get; }

    /// <summary>Makes a reader.</summary>
    /// <param name="liveRows">The rows that are not deleted, not changed any more; null for all.</param>
    public abstract SegmentReader CreateReader(RowSet? liveRows);

    /// <summary>Keeps what the segment holds open until <see cref="Release"/>.</summary>
    /// <returns>False if it is closed already.</returns>
    public virtual bool TryAcquire() => true;

    /// <summary>Undoes one <see cref="TryAcquire"/>; the last closes the segment.</summary>
    public virtual void Release()
    {
    }
}
