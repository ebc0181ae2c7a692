namespace El4k.Store.Search.Queries.QueryString.Ast;

/// <summary>A word with <c>*</c> or <c>?</c>; its escapes are still there.</summary>
internal sealed record PatternNode(string? Field, string Pattern) : QueryStringNode
{
    public override string ToString() => $"{Qualify(Field)}{Pattern}";
}
