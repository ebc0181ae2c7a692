namespace El4k.Collector.Configuration.Ast;

/// <summary>A quoted string or a bare word.</summary>
internal sealed record StringNode(string Value, bool IsQuoted, SourceSpan Span) : ValueNode(Span)
{
    public override string Description => IsQuoted ? "a string" : $"the word {Value}";
}
