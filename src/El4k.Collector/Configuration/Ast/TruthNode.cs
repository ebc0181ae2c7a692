namespace El4k.Collector.Configuration.Ast;

/// <summary>A value by itself.</summary>
internal sealed record TruthNode(OperandNode Operand) : ConditionNode(Operand.Span);
