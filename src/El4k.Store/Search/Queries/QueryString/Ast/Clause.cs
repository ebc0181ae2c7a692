namespace El4k.Store.Search.Queries.QueryString.Ast;

/// <summary>One part of a list of clauses.</summary>
internal sealed record Clause(Occurrence Occurrence, QueryStringNode Node)
{
    public override string ToString() => Occurrence switch
    {
        Occurrence.Must => $"+{Node}",
        Occurrence.MustNot => $"-{Node}",
        _ => Node.ToString(),
    };
}
