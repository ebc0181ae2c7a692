namespace El4k.Store.Aggregations.Bucket.Terms;

/// <summary>What a bucket's value is.</summary>
internal enum TermKeyKind
{
    Long,
    Double,
    Term,
}
