namespace El4k.Collector.Configuration.Ast;

/// <summary>A list: <c>[a, b]</c>.</summary>
internal sealed record ArrayNode(IReadOnlyList<ValueNode> Items, SourceSpan Span) : ValueNode(Span)
{
    public override string Description => "an array";
}
