namespace El4k.Explorer.QuerySyntax.Nodes;

/// <summary>All parts must hold.</summary>
internal sealed record AndNode(IReadOnlyList<QueryNode> Parts, int Position, int Length) : QueryNode(Position, Length);
