namespace El4k.Store.Io;

/// <summary>A file that is written from front to back.</summary>
internal abstract class AppendFile : IDisposable
{
    /// <summary>Bytes written.</summary>
    public abstract long Length { get; }

    /// <summary>Appends bytes; they are durable after <see cref="Sync"/>.</summary>
    public abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Returns when everything written is on the device (fsync).</summary>
    public abstract void Sync();

    /// <inheritdoc/>
    public abstract void Dispose();
}
