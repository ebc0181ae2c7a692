using El4k.Collector.Events;

namespace El4k.Collector.Configuration.Ast;

/// <summary>The value of a field.</summary>
internal sealed record FieldOperand(FieldReference Field, SourceSpan Span) : OperandNode(Span);
