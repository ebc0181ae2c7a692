namespace El4k.Rest;

/// <summary>What the REST API tells of itself, and its limits.</summary>
public sealed record RestOptions
{
    /// <summary>Name of the node and the cluster in answers.</summary>
    public string Name { get; init; } = "el4k";

    /// <summary>Unique to this store.</summary>
    public string ClusterUuid { get; init; } = "el4k-local-store-00000";

    /// <summary>Version told to clients of the Elasticsearch family; a Beat newer than it refuses to connect.</summary>
    public string ElasticsearchVersion { get; init; } = "8.19.0";

    /// <summary>Version told to all others, with the distribution <c>opensearch</c>.</summary>
    public string OpenSearchVersion { get; init; } = "3.6.0";

    /// <summary>The largest request body, after decompression, in bytes; Elasticsearch's <c>http.max_content_length</c>.</summary>
    public long MaxContentBytes { get; init; } = 100L << 20;

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Receives one line per request that failed for a reason of ours; must not block.</summary>
    public Action<string> Log { get; init; } = static _ => { };
}
