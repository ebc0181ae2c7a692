namespace El4k.Store.Indices;

/// <summary>One operation of a bulk.</summary>
public readonly record struct BulkOperation
{
    /// <summary>What to do.</summary>
    public required BulkAction Action { get; init; }

    /// <summary>The concrete name of the index; patterns and date math are resolved before.</summary>
    public required string Index { get; init; }

    /// <summary>The document's id, at most 512 bytes of UTF-8; null has one made, for index and create only.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// The document as UTF-8 JSON, one object, kept byte for byte. For an update the body of the update
    /// (<c>doc</c>, <c>doc_as_upsert</c>, <c>upsert</c>, <c>detect_noop</c>). Unused for a delete.
    /// The memory must not change before the bulk's task is done; it is not used after.
    /// </summary>
    public ReadOnlyMemory<byte> Source { get; init; }

    /// <summary>Do it only if the document's last operation has this sequence number.</summary>
    public long? IfSequenceNumber { get; init; }

    /// <summary>Goes with <see cref="IfSequenceNumber"/>; the primary term is always 1.</summary>
    public long? IfPrimaryTerm { get; init; }

    /// <summary>An external version, see <see cref="VersionType"/>.</summary>
    public long? Version { get; init; }

    /// <summary>How <see cref="Version"/> is compared with the stored one.</summary>
    public VersionType VersionType { get; init; }
}
