namespace El4k.Collector.Configuration.Ast;

/// <summary>The opposite of a condition.</summary>
internal sealed record NotNode(ConditionNode Inner, SourceSpan Span) : ConditionNode(Span);
