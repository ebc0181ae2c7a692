namespace El4k.Explorer.QuerySyntax.Nodes;

/// <summary>The field has a value.</summary>
internal sealed record ExistsNode(FieldNode Field, int Position, int Length) : QueryNode(Position, Length);
