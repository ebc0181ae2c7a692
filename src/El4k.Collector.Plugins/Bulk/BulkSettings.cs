using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>What bulk requests are made of, whichever output makes them.</summary>
internal sealed record BulkSettings
{
    /// <summary>The index of each event.</summary>
    public StringFormat Index { get; init; } = StringFormat.Parse("logstash-%{+YYYY.MM.dd}");

    /// <summary>What the store shall do with each event.</summary>
    public BulkAction Action { get; init; } = BulkAction.Index;

    /// <summary>The id of each document, or null for one that the store makes.</summary>
    public StringFormat? DocumentId { get; init; }

    /// <summary>What decides the shard of each document.</summary>
    public StringFormat? Routing { get; init; }

    /// <summary>The ingest pipeline of each document.</summary>
    public StringFormat? Pipeline { get; init; }

    /// <summary>The pause before the first retry; each next one is twice as long.</summary>
    public TimeSpan RetryInitialInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two tries.</summary>
    public TimeSpan RetryMaxInterval { get; init; } = TimeSpan.FromSeconds(64);
}
