namespace El4k.Collector.Plugins.Bulk;

/// <summary>What the store shall do with a document.</summary>
internal enum BulkAction
{
    /// <summary>Store it, in place of one with the same id.</summary>
    Index,

    /// <summary>Store it unless one with the same id exists.</summary>
    Create,

    /// <summary>Change the one with the same id.</summary>
    Update,

    /// <summary>Remove the one with the id.</summary>
    Delete,
}
