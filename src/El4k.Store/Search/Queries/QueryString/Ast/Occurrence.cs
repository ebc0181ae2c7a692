namespace El4k.Store.Search.Queries.QueryString.Ast;

/// <summary>Whether a clause may, must or must not match.</summary>
internal enum Occurrence
{
    Should,
    Must,
    MustNot,
}
