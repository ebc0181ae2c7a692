namespace El4k.Collector.Pipeline;

/// <summary>How a pipeline runs.</summary>
public sealed record PipelineSettings
{
    /// <summary>Workers that filter and output at the same time; events keep their order only with one.</summary>
    public int Workers { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Events that a worker takes at a time; small batches of inputs are put together up to it.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>How long a worker waits for more events when it has fewer than <see cref="BatchSize"/>.</summary>
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Events after which an input's batch is full.</summary>
    public int InputBatchEvents { get; init; } = 1000;

    /// <summary>Bytes after which an input's batch is full.</summary>
    public long InputBatchBytes { get; init; } = 1024 * 1024;

    /// <summary>Events in the queue above which inputs wait.</summary>
    public int QueueEvents { get; init; } = 20_000;

    /// <summary>Bytes of memory in the queue above which inputs wait.</summary>
    public long QueueBytes { get; init; } = 48 * 1024 * 1024;

    /// <summary>How long stopping may take to deliver what is in the queue; what is left then is abandoned, not acknowledged.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How often filters that hold events are asked for those that are due.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause after an input or output has failed unexpectedly.</summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Fields, by reference, that every event gets which has none, such as <c>region</c>.</summary>
    public IReadOnlyDictionary<string, string> DefaultFields { get; init; } = new Dictionary<string, string>();
}
