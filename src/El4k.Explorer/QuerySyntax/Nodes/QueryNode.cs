namespace El4k.Explorer.QuerySyntax.Nodes;

/// <summary>A part of a query, with the place it came from.</summary>
/// <param name="Position">Where it begins in the query's text.</param>
/// <param name="Length">How long it is there.</param>
internal abstract record QueryNode(int Position, int Length);
