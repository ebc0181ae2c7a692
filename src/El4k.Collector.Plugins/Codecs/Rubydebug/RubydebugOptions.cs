namespace El4k.Collector.Plugins.Codecs.Rubydebug;

/// <summary>The options of the codec <c>rubydebug</c>.</summary>
internal sealed record RubydebugOptions
{
    /// <summary>Whether <c>@metadata</c> is shown too.</summary>
    [Option("metadata")]
    public bool Metadata { get; init; }
}
