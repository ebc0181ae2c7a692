namespace El4k.Collector.Configuration.Ast;

/// <summary>A regular expression between slashes.</summary>
internal sealed record RegexOperand(string Pattern, SourceSpan Span) : OperandNode(Span);
