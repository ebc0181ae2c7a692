namespace El4k.Collector.Configuration.Ast;

/// <summary>Two conditions joined.</summary>
internal sealed record BooleanNode(BooleanOperator Operator, ConditionNode Left, ConditionNode Right, SourceSpan Span) : ConditionNode(Span);
