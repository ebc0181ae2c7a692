namespace El4k.Collector.Configuration.Ast;

/// <summary>A value against a regular expression: <c>=~</c> or <c>!~</c>.</summary>
internal sealed record MatchNode(OperandNode Left, OperandNode Pattern, bool IsNegated, SourceSpan Span) : ConditionNode(Span);
