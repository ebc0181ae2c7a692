namespace El4k.Collector.Configuration.Ast;

/// <summary>Something that is true or false for an event.</summary>
internal abstract record ConditionNode(SourceSpan Span);
