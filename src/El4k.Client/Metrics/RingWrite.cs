namespace El4k.Client.Metrics;

/// <summary>What became of a metric offered to the ring.</summary>
internal enum RingWrite
{
    /// <summary>There is no room; the metric is lost.</summary>
    Full,

    /// <summary>Taken.</summary>
    Written,

    /// <summary>Taken, and the ring is more than half full: the reader had better come soon.</summary>
    WrittenHalfFull,
}
