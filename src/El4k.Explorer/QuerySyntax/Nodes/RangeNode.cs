namespace El4k.Explorer.QuerySyntax.Nodes;

/// <summary>The field's value lies between two bounds, of which one may be open.</summary>
/// <param name="Field">The field.</param>
/// <param name="Low">The lower bound, null when open.</param>
/// <param name="IncludesLow">Whether the lower bound itself is meant too.</param>
/// <param name="High">The upper bound, null when open.</param>
/// <param name="IncludesHigh">Whether the upper bound itself is meant too.</param>
/// <param name="Position">Where it begins in the query's text.</param>
/// <param name="Length">How long it is there.</param>
internal sealed record RangeNode(
    FieldNode Field, TermNode? Low, bool IncludesLow, TermNode? High, bool IncludesHigh, int Position, int Length) : QueryNode(Position, Length);
