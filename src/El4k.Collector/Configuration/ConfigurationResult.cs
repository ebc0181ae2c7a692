using System.Diagnostics.CodeAnalysis;

namespace El4k.Collector.Configuration;

/// <summary>What came of loading a configuration.</summary>
/// <param name="Definition">The pipeline, ready to be started once; null when there are errors.</param>
/// <param name="Diagnostics">All errors and warnings, in the order of the text.</param>
public sealed record ConfigurationResult(PipelineDefinition? Definition, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether the configuration can be used.</summary>
    [MemberNotNullWhen(true, nameof(Definition))]
    public bool IsValid => Definition is not null;

    /// <summary>The errors.</summary>
    public IEnumerable<Diagnostic> Errors => Diagnostics.Where(d => d.IsError);

    /// <summary>The warnings.</summary>
    public IEnumerable<Diagnostic> Warnings => Diagnostics.Where(d => !d.IsError);
}
