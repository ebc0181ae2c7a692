namespace El4k.Store.Search.Queries.QueryString.Ast;

/// <summary><c>*</c> or <c>*:*</c>: every document.</summary>
internal sealed record AllNode : QueryStringNode
{
    public override string ToString() => "*:*";
}
