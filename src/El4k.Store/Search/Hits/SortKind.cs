namespace El4k.Store.Search.Hits;

/// <summary>What a sort key compares.</summary>
internal enum SortKind
{
    /// <summary>The values of a field.</summary>
    Field,

    /// <summary>The order of arrival.</summary>
    Document,

    /// <summary>The score, which is the same for all.</summary>
    Score,
}
