namespace El4k.Store.Indices;

/// <summary>What an operation of a bulk does.</summary>
public enum BulkAction
{
    /// <summary>Writes a document, over an existing one with the same id if there is one.</summary>
    Index,

    /// <summary>Writes a document; 409 if the id exists.</summary>
    Create,

    /// <summary>Merges a partial document into the existing one; 404 if there is none and no upsert.</summary>
    Update,

    /// <summary>Deletes a document; 404 <c>not_found</c>, which is no error, if there is none.</summary>
    Delete,
}
