namespace El4k.Collector.Pipeline;

/// <summary>A pipeline at one moment.</summary>
/// <param name="State">Where it is in its life.</param>
/// <param name="Plugins">Its plugins with their counters: inputs, then filters, then outputs, each in the order of the configuration.</param>
/// <param name="QueueEvents">Events that wait in the queue.</param>
/// <param name="QueueBytes">Bytes that wait in the queue.</param>
public sealed record PipelineStatus(PipelineState State, IReadOnlyList<PluginStatus> Plugins, long QueueEvents, long QueueBytes);
