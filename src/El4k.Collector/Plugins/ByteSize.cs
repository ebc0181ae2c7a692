namespace El4k.Collector.Plugins;

/// <summary>A number of bytes, written as a number or with a unit: <c>10 MiB</c> (1024), <c>10 mb</c> (1000).</summary>
public readonly record struct ByteSize
{
    /// <summary>Makes a size.</summary>
    /// <param name="bytes">The number of bytes.</param>
    public ByteSize(long bytes)
    {
        Bytes = bytes;
    }

    /// <summary>The number of bytes.</summary>
    public long Bytes { get; }
}
