namespace El4k.Collector.Configuration.Ast;

/// <summary>One arm of a branch; the condition is null for <c>else</c>.</summary>
internal sealed record ArmNode(ConditionNode? Condition, IReadOnlyList<StatementNode> Body);
