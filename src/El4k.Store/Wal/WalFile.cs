namespace El4k.Store.Wal;

/// <summary>One file of the log and what it holds: for each index the highest sequence number in it.</summary>
/// <param name="Number">The file's number.</param>
/// <param name="Path">Where it is.</param>
internal sealed record WalFile(long Number, string Path)
{
    private readonly Dictionary<Guid, long> _highest = [];

    /// <summary>Bytes of the file.</summary>
    public long Length { get; set; }

    /// <summary>Indices with operations in the file.</summary>
    public IReadOnlyCollection<Guid> Indices => _highest.Keys;

    /// <summary>Notes an operation.</summary>
    public void Note(Guid indexId, long sequenceNumber) =>
        _highest[indexId] = Math.Max(sequenceNumber, _highest.GetValueOrDefault(indexId, -1));

    /// <summary>Whether every operation in the file is in segments, or its index is gone.</summary>
    /// <param name="isPersisted">Told an index and a sequence number; true if nothing up to it needs the log.</param>
    public bool IsObsolete(Func<Guid, long, bool> isPersisted) => _highest.All(entry => isPersisted(entry.Key, entry.Value));
}
