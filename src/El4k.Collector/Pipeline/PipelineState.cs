namespace El4k.Collector.Pipeline;

/// <summary>Where a pipeline is in its life.</summary>
public enum PipelineState
{
    /// <summary>Not started yet.</summary>
    Created,

    /// <summary>Taking and delivering events.</summary>
    Running,

    /// <summary>Delivering what it has, taking nothing more.</summary>
    Draining,

    /// <summary>At its end.</summary>
    Stopped,
}
