namespace El4k.Collector.Queue.Disk;

/// <summary>A file that is read and written at places. Safe for all threads; a write at a place may be repeated.</summary>
internal abstract class QueueFile : IDisposable
{
    /// <summary>Its length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Reads up to the length of the span; fewer only at the end of the file.</summary>
    /// <returns>The number of bytes read.</returns>
    public abstract int Read(Span<byte> bytes, long offset);

    /// <summary>Writes all bytes; when it throws, any part of them may be there.</summary>
    public abstract void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Cuts the file to a length.</summary>
    public abstract void Truncate(long length);

    /// <summary>Returns when everything written is on the device (fsync).</summary>
    public abstract void Sync();

    /// <inheritdoc/>
    public abstract void Dispose();
}
