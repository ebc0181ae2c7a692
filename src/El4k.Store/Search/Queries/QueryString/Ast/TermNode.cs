namespace El4k.Store.Search.Queries.QueryString.Ast;

/// <summary>A word or value without wildcards; its escapes are resolved.</summary>
internal sealed record TermNode(string? Field, string Text) : QueryStringNode
{
    public override string ToString() => $"{Qualify(Field)}{Text}";
}
