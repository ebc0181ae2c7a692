namespace El4k.Store.Search.Queries.QueryString.Ast;

/// <summary>A regular expression between slashes.</summary>
internal sealed record RegexNode(string? Field, string Expression) : QueryStringNode
{
    public override string ToString() => $"{Qualify(Field)}/{Expression}/";
}
