namespace El4k.Store.Indices;

/// <summary>Figures of one index, for <c>_cat/indices</c>, <c>_stats</c> and health.</summary>
public sealed record IndexStatistics
{
    /// <summary>Name of the index.</summary>
    public required string Name { get; init; }

    /// <summary>Unique over time, also when an index of the same name is made again.</summary>
    public required string Uuid { get; init; }

    /// <summary>Green; yellow when a segment is damaged and the rest is served; red when the index cannot be read at all.</summary>
    public required IndexHealth Health { get; init; }

    /// <summary>When the index was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Documents that are not deleted.</summary>
    public required long Documents { get; init; }

    /// <summary>Deleted documents that still take space.</summary>
    public required long DeletedDocuments { get; init; }

    /// <summary>Bytes in the index's folder.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Bytes in memory, not yet in a segment file.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Segments on disk.</summary>
    public required int Segments { get; init; }

    /// <summary>Fields of the mapping, without sub-fields.</summary>
    public required int Fields { get; init; }

    /// <summary>What is damaged, one sentence each; empty when nothing is.</summary>
    public IReadOnlyList<string> Damage { get; init; } = [];
}
