namespace El4k.Collector.Configuration.Ast;

/// <summary>A chain <c>if … else if … else …</c>; the span is that of its <c>if</c>.</summary>
internal sealed record BranchNode(IReadOnlyList<ArmNode> Arms, SourceSpan Span) : StatementNode(Span);
