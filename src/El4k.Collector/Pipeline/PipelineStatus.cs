namespace El4k.Collector.Pipeline;

/// <summary>A pipeline at one moment.</summary>
/// <param name="State">Where it is in its life.</param>
/// <param name="Plugins">Its plugins with their counters: inputs, then filters, then outputs, each in the order of the configuration.</param>
/// <param name="Queue">What waits in it.</param>
public sealed record PipelineStatus(PipelineState State, IReadOnlyList<PluginStatus> Plugins, QueueStatus Queue)
{
    /// <summary>Events that wait.</summary>
    public long QueueEvents => Queue.Events;

    /// <summary>Bytes that wait.</summary>
    public long QueueBytes => Queue.Bytes;
}
