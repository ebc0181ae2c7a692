namespace El4k.Collector.Configuration.Ast;

/// <summary>A string, a <see cref="long"/> or a <see cref="double"/>.</summary>
internal sealed record LiteralOperand(object Value, SourceSpan Span) : OperandNode(Span);
