namespace El4k.Collector.Pipeline;

/// <summary>What waits in a pipeline at one moment.</summary>
public sealed record QueueStatus
{
    /// <summary>Where events wait for the outputs.</summary>
    public required QueueType Type { get; init; }

    /// <summary>Events that wait: those in memory, and with a disk queue those on disk that some output has not taken.</summary>
    public long Events { get; init; }

    /// <summary>Bytes that wait: of memory, and with a disk queue the size of its pages.</summary>
    public long Bytes { get; init; }

    /// <summary>The bound of the disk queue in bytes; 0 in memory.</summary>
    public long MaxBytes { get; init; }

    /// <summary>How far each output is behind, in the order of the configuration.</summary>
    public IReadOnlyList<LaneStatus> Lanes { get; init; } = [];

    /// <summary>Why nothing can be written to the disk queue now, such as a full disk; null when all is well.</summary>
    public string? Fault { get; init; }

    /// <summary>Since when inputs have waited, or were refused, for want of room without any being made; null while they are let in.</summary>
    public DateTimeOffset? BlockedSince { get; init; }

    /// <summary>Frames of the disk queue that were damaged since the start.</summary>
    public long DamagedFrames { get; init; }
}
