namespace El4k.Collector.Configuration.Ast;

/// <summary>A value in another: <c>in</c> or <c>not in</c>.</summary>
internal sealed record MembershipNode(OperandNode Left, OperandNode Right, bool IsNegated, SourceSpan Span) : ConditionNode(Span);
