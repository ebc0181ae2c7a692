namespace El4k.Store.Search.Highlighting;

/// <summary>A field, or pattern of fields, whose matches are shown.</summary>
/// <param name="Pattern">The field's name, in which <c>*</c> stands for any characters.</param>
/// <param name="FragmentSize">About how many characters a fragment has.</param>
/// <param name="Fragments">At most how many fragments a document has; 0 shows whole values.</param>
/// <param name="MatchesOwnFieldOnly">Whether only what the query looks for in this field is marked.</param>
internal sealed record HighlightField(string Pattern, int FragmentSize, int Fragments, bool MatchesOwnFieldOnly);
