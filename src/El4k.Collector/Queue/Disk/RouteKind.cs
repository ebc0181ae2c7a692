namespace El4k.Collector.Queue.Disk;

/// <summary>Which events of a frame an output gets; a byte of the format.</summary>
internal enum RouteKind : byte
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>All of them.</summary>
    All = 1,

    /// <summary>Those whose bits are set in the bytes that follow.</summary>
    Some = 2,
}
