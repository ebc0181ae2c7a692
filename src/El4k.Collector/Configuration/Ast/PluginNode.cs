namespace El4k.Collector.Configuration.Ast;

/// <summary>A plugin with its options; the span is that of its name.</summary>
internal sealed record PluginNode(string Name, IReadOnlyList<AttributeNode> Attributes, SourceSpan Span) : StatementNode(Span)
{
    /// <summary>Whether an option could not be parsed, so that one that seems to be missing may be that one.</summary>
    public bool IsBroken { get; init; }
}
