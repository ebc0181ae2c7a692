namespace El4k.Explorer.QuerySyntax.Nodes;

/// <summary>Every document: the empty query, <c>*</c> and <c>*:*</c>.</summary>
internal sealed record AllNode(int Position, int Length) : QueryNode(Position, Length);
