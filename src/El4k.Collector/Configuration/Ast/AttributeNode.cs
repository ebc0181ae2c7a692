namespace El4k.Collector.Configuration.Ast;

/// <summary>An option as it is written: <c>name => value</c>; the span is that of the name.</summary>
internal sealed record AttributeNode(string Name, ValueNode Value, SourceSpan Span);
