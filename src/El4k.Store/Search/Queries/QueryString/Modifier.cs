namespace El4k.Store.Search.Queries.QueryString;

/// <summary>The operator before a clause.</summary>
internal enum Modifier
{
    None,
    Required,
    Prohibited,
}
