namespace El4k.Store.Indices;

/// <summary>A document fetched by its id.</summary>
/// <param name="Index">Name of its index.</param>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version, from 1.</param>
/// <param name="SequenceNumber">Sequence number of the operation that wrote it.</param>
/// <param name="Source">The document as it was sent.</param>
public sealed record StoredDocument(string Index, string Id, long Version, long SequenceNumber, ReadOnlyMemory<byte> Source);
