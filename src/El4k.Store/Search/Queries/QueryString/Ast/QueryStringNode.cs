namespace El4k.Store.Search.Queries.QueryString.Ast;

/// <summary>A part of a query text. Its string is the part written out in full, with every clause in parentheses.</summary>
internal abstract record QueryStringNode
{
    /// <summary>Writes <c>field:</c>, or nothing when the part names no field.</summary>
    protected static string Qualify(string? field) => field is null ? "" : field + ":";
}
