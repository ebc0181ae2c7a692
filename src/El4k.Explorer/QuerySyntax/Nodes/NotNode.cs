namespace El4k.Explorer.QuerySyntax.Nodes;

/// <summary>The part must not hold.</summary>
internal sealed record NotNode(QueryNode Part, int Position, int Length) : QueryNode(Position, Length);
