namespace El4k.Collector.Configuration.Ast;

/// <summary>A number: <see cref="long"/> or <see cref="double"/>.</summary>
internal sealed record NumberNode(object Value, SourceSpan Span) : ValueNode(Span)
{
    public override string Description => $"the number {Span.Text}";
}
