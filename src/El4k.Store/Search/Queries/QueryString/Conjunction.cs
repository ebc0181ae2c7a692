namespace El4k.Store.Search.Queries.QueryString;

/// <summary>The operator between two clauses.</summary>
internal enum Conjunction
{
    None,
    And,
    Or,
}
