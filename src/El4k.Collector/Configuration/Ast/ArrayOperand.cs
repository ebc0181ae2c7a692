namespace El4k.Collector.Configuration.Ast;

/// <summary>A list of values.</summary>
internal sealed record ArrayOperand(IReadOnlyList<OperandNode> Items, SourceSpan Span) : OperandNode(Span);
