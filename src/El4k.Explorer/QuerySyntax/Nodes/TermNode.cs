namespace El4k.Explorer.QuerySyntax.Nodes;

/// <summary>A word, phrase or pattern, in one field or in any.</summary>
/// <param name="Field">Null for any field.</param>
/// <param name="Text">Without quotes and escapes.</param>
/// <param name="IsPhrase">Whether it stood in quotes.</param>
/// <param name="Pattern">With <c>*</c> and <c>?</c> as wildcards and literal ones escaped; null when it has no wildcard.</param>
/// <param name="Position">Where it begins in the query's text.</param>
/// <param name="Length">How long it is there.</param>
internal sealed record TermNode(FieldNode? Field, string Text, bool IsPhrase, string? Pattern, int Position, int Length) : QueryNode(Position, Length);
