namespace El4k.Collector.Plugins.Outputs.Pipeline;

/// <summary>The options of the output <c>pipeline</c>.</summary>
internal sealed record PipelineOutputOptions
{
    /// <summary>The addresses of inputs of other pipelines; each gets every event.</summary>
    /// <example>send_to => ["archive", "alerts"]</example>
    [Option("send_to", IsRequired = true)]
    public IReadOnlyList<string> SendTo { get; init; } = [];

    /// <summary>Whether events wait for an address that no input has; else they are dropped for it, and counted.</summary>
    [Option("ensure_delivery")]
    public bool EnsureDelivery { get; init; } = true;
}
