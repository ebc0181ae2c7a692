namespace El4k.Explorer.Ingest;

/// <summary>What lies in the store.</summary>
public sealed record StoredData(long Documents, long Bytes, IReadOnlyList<StoredIndex> Indices);
