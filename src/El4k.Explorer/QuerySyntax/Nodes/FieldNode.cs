namespace El4k.Explorer.QuerySyntax.Nodes;

/// <summary>The name of a field as it stands before a colon or an operator.</summary>
/// <param name="Name">Without escapes.</param>
/// <param name="Position">Where it begins in the query's text.</param>
/// <param name="Length">How long it is there.</param>
internal sealed record FieldNode(string Name, int Position, int Length) : QueryNode(Position, Length);
