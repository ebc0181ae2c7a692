namespace El4k.Collector.Configuration.Ast;

/// <summary>A plugin, or a condition around plugins.</summary>
internal abstract record StatementNode(SourceSpan Span);
