namespace El4k.Collector.Configuration.Ast;

/// <summary>A value inside a condition.</summary>
internal abstract record OperandNode(SourceSpan Span);
