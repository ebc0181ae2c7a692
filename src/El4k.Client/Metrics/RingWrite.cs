namespace El4k.Client.Metrics;

/// <summary>What became of a metric offered to the ring.</summary>
internal enum RingWrite
{
    /// <summary>There is no room; the metric is lost.</summary>
    Full,

    /// <summary>Taken.</summary>
    Written,

    /// <summary>Taken, and many wait: the reader had better come now.</summary>
    WrittenMany,
}
