namespace El4k.Collector.Queue.Disk;

/// <summary>How a disk queue runs.</summary>
internal sealed record DiskQueueOptions
{
    /// <summary>Its folder, which no other process may use.</summary>
    public required string Folder { get; init; }

    /// <summary>The ids of the outputs, by lane.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Bytes of pages above which appended frames wait.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Bytes after which a page is full. A frame that is larger gets a page of its own.</summary>
    public long PageBytes { get; init; } = 64L << 20;

    /// <summary>The least time between two syncs, so that frames that come close together share one.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Unsynced bytes after which the next sync does not wait for the interval.</summary>
    public long SyncBytes { get; init; } = 4L << 20;

    /// <summary>The pause after a write that failed.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);
}
