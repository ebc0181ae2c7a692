namespace El4k.Store.Search.Queries.QueryString.Ast;

/// <summary>Clauses beside each other. If none must match, at least one that should has to; with only prohibited ones all other documents match.</summary>
internal sealed record ClausesNode(IReadOnlyList<Clause> Clauses) : QueryStringNode
{
    public override string ToString() => $"({string.Join(' ', Clauses)})";
}
