namespace El4k.Collector.Configuration.Ast;

/// <summary>A hash: <c>{ key => value }</c>.</summary>
internal sealed record HashNode(IReadOnlyList<HashEntryNode> Entries, SourceSpan Span) : ValueNode(Span)
{
    public override string Description => "a hash";
}
