namespace El4k.Collector.Configuration.Ast;

/// <summary>Two values compared.</summary>
internal sealed record ComparisonNode(OperandNode Left, ComparisonOperator Operator, OperandNode Right, SourceSpan Span) : ConditionNode(Span);
