namespace El4k.Collector.Queue.Disk;

/// <summary>How a wait for room in the disk queue ended.</summary>
internal enum RoomWait
{
    /// <summary>There may be room now.</summary>
    TryAgain,

    /// <summary>Room does not count any more.</summary>
    BoundLifted,

    /// <summary>The queue gives up.</summary>
    GivenUp,
}
