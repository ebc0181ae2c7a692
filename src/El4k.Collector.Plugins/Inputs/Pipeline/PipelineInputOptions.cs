namespace El4k.Collector.Plugins.Inputs.Pipeline;

/// <summary>The options of the input <c>pipeline</c>.</summary>
internal sealed record PipelineInputOptions
{
    /// <summary>The address that outputs of other pipelines send to; only one input of a process has it.</summary>
    /// <example>address => "archive"</example>
    [Option("address", IsRequired = true)]
    public string Address { get; init; } = "";
}
