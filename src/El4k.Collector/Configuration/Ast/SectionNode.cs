using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration.Ast;

/// <summary>A section: <c>input { … }</c>, <c>filter { … }</c> or <c>output { … }</c>.</summary>
internal sealed record SectionNode(PluginKind Kind, IReadOnlyList<StatementNode> Body, SourceSpan Span);
