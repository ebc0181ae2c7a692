using El4k.Store.Errors;

namespace El4k.Store.Indices;

/// <summary>What became of one operation of a bulk.</summary>
public readonly record struct BulkItemResult
{
    /// <summary>The operation's action.</summary>
    public required BulkAction Action { get; init; }

    /// <summary>The operation's index.</summary>
    public required string Index { get; init; }

    /// <summary>The document's id, also when it was made here; null if the operation failed before it had one.</summary>
    public string? Id { get; init; }

    /// <summary>HTTP status of the item: 200, 201, 400, 404, 409, 429, 503.</summary>
    public required int Status { get; init; }

    /// <summary>What happened; meaningless with an <see cref="Error"/>.</summary>
    public DocumentResult Result { get; init; }

    /// <summary>The document's version after the operation.</summary>
    public long Version { get; init; }

    /// <summary>The operation's sequence number within the index.</summary>
    public long SequenceNumber { get; init; }

    /// <summary>Why the operation was refused, or null. A delete that finds nothing has status 404 and no error.</summary>
    public StoreError? Error { get; init; }
}
