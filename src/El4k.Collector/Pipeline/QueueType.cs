namespace El4k.Collector.Pipeline;

/// <summary>Where events wait for the outputs: Logstash's <c>queue.type</c>.</summary>
public enum QueueType
{
    /// <summary>In memory: an input's batch is acknowledged once every output has it.</summary>
    Memory,

    /// <summary>On disk: an input's batch is acknowledged once it is synced there, and each output takes it at its own pace.</summary>
    Persisted,
}
