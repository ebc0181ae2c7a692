namespace El4k.Store.Indices;

/// <summary>What an operation did to its document; in JSON in lower case with underscores.</summary>
public enum DocumentResult
{
    /// <summary>The document is new: <c>created</c>.</summary>
    Created,

    /// <summary>The document was there before: <c>updated</c>.</summary>
    Updated,

    /// <summary>The document is gone: <c>deleted</c>.</summary>
    Deleted,

    /// <summary>There was nothing to delete: <c>not_found</c>.</summary>
    NotFound,

    /// <summary>The update changed nothing: <c>noop</c>.</summary>
    Noop,
}
