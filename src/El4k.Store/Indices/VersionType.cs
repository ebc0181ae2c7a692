namespace El4k.Store.Indices;

/// <summary>Who counts a document's versions.</summary>
public enum VersionType
{
    /// <summary>The store.</summary>
    Internal,

    /// <summary>The sender; it must be greater than the stored one.</summary>
    External,

    /// <summary>The sender; it must be greater than or equal to the stored one.</summary>
    ExternalGte,
}
