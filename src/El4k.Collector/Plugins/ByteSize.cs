namespace El4k.Collector.Plugins;

/// <summary>A number of bytes, written as a number or with a unit: <c>10 MiB</c> (1024), <c>10 mb</c> (1000).</summary>
/// <param name="Bytes">The number of bytes.</param>
public readonly record struct ByteSize(long Bytes);
