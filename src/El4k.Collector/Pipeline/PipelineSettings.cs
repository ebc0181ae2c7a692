using El4k.Collector.Queue.Disk;

namespace El4k.Collector.Pipeline;

/// <summary>How a pipeline runs.</summary>
public sealed record PipelineSettings
{
    /// <summary>The pipeline's id: names its folder among the queues.</summary>
    public string PipelineId { get; init; } = "main";

    /// <summary>Workers that filter at the same time; events reach each output in the order in which they came, however many there are.</summary>
    public int Workers { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Events that a worker takes at a time; small batches of inputs are put together up to it.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>How long a worker waits for more events when it has fewer than <see cref="BatchSize"/>.</summary>
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Events after which an input's batch is full.</summary>
    public int InputBatchEvents { get; init; } = 1000;

    /// <summary>Bytes after which an input's batch is full: small, as each busy connection fills one of its own.</summary>
    public long InputBatchBytes { get; init; } = 128 * 1024;

    /// <summary>Events after which a write to an output is full; an output that lags gets what has gathered, up to this.</summary>
    public int OutputBatchEvents { get; init; } = 5000;

    /// <summary>Bytes of text after which a write to an output is full.</summary>
    public long OutputBatchBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Events in memory above which inputs wait: from their input until the outputs, or the disk queue, have them.</summary>
    /// <remarks>Enough for a request under way, the next one, and what inputs bring meanwhile. Twice as much is no faster, and leaves the processor's caches.</remarks>
    public int QueueEvents { get; init; } = 6000;

    /// <summary>Bytes of memory, of the same events, above which inputs wait.</summary>
    public long QueueBytes { get; init; } = 12 * 1024 * 1024;

    /// <summary>Where events wait for the outputs.</summary>
    public QueueType QueueType { get; init; } = QueueType.Memory;

    /// <summary>The folder of the disk queues; the pipeline's is a folder in it, named after <see cref="PipelineId"/>.</summary>
    public string QueueFolder { get; init; } = "queue";

    /// <summary>Bytes of the disk queue above which inputs wait.</summary>
    public long QueueMaxBytes { get; init; } = 1L << 30;

    /// <summary>Bytes after which a page of the disk queue is full.</summary>
    public long QueuePageBytes { get; init; } = 64L << 20;

    /// <summary>The least time between two syncs of the disk queue: events that come close together share one, and wait for their acknowledgement at most about so long.</summary>
    public TimeSpan QueueSyncInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether stopping delivers what is in the disk queue first, within <see cref="DrainTimeout"/>, rather than leaving it for the next start.</summary>
    public bool QueueDrain { get; init; }

    /// <summary>How long stopping goes on delivering from the disk queue when it need not be drained: enough for what is on its way.</summary>
    public TimeSpan QueueStopTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long stopping may take to deliver what is in the queue; what is left then is abandoned, not acknowledged.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How often filters that hold events are asked for those that are due.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause after an input or output has failed unexpectedly.</summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The files of the disk queue; tests put faults between.</summary>
    internal QueueStorage QueueStorage { get; init; } = QueueStorage.Disk;

    /// <summary>Fields, by reference, that every event gets which has none, such as <c>region</c>.</summary>
    public IReadOnlyDictionary<string, string> DefaultFields { get; init; } = new Dictionary<string, string>();
}
