namespace El4k.Store.Mapping;

/// <summary>What happens to a field that the mapping does not know yet.</summary>
internal enum DynamicMode
{
    /// <summary>It is mapped by its first value.</summary>
    True,

    /// <summary>It stays in <c>_source</c> only.</summary>
    False,

    /// <summary>The document is refused.</summary>
    Strict,
}
