namespace El4k.Explorer.QuerySyntax.Nodes;

/// <summary>At least one part must hold.</summary>
internal sealed record OrNode(IReadOnlyList<QueryNode> Parts, int Position, int Length) : QueryNode(Position, Length);
