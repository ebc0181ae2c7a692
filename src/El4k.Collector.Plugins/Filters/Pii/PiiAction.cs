namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>What is done with what was found.</summary>
internal enum PiiAction
{
    /// <summary>It is made unreadable.</summary>
    Mask,

    /// <summary>It is replaced by a pseudonym: the same for the same value, and of no use without the key.</summary>
    Hash,

    /// <summary>The field it stands in is removed.</summary>
    Drop,

    /// <summary>It stays, and the event is tagged.</summary>
    Tag,
}
