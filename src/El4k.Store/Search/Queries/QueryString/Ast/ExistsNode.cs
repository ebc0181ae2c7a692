namespace El4k.Store.Search.Queries.QueryString.Ast;

/// <summary><c>field:*</c> or <c>_exists_:field</c>.</summary>
internal sealed record ExistsNode(string Field) : QueryStringNode
{
    public override string ToString() => $"{Field}:*";
}
