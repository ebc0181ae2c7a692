using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>What bulk requests are made of, whichever output makes them.</summary>
internal sealed record BulkSettings
{
    /// <summary>The index of each event.</summary>
    public StringFormat Index { get; init; } = StringFormat.Parse("logstash-%{+YYYY.MM.dd}");

    /// <summary>The data stream of each event, in place of <see cref="Index"/>; null for none.</summary>
    public DataStream? DataStream { get; init; }

    /// <summary>Whether an event that lacks a field of the index name is dead-lettered instead of getting a name without it.</summary>
    public bool RefusesMissing { get; init; }

    /// <summary>What the store shall do with each event, unless <see cref="ActionOfEvent"/> says it.</summary>
    public BulkAction Action { get; init; } = BulkAction.Index;

    /// <summary>What the store shall do, from the event itself; null for <see cref="Action"/>.</summary>
    public StringFormat? ActionOfEvent { get; init; }

    /// <summary>The id of each document, or null for one that the store makes.</summary>
    public StringFormat? DocumentId { get; init; }

    /// <summary>What decides the shard of each document.</summary>
    public StringFormat? Routing { get; init; }

    /// <summary>The ingest pipeline of each document.</summary>
    public StringFormat? Pipeline { get; init; }

    /// <summary>The version of each document.</summary>
    public StringFormat? Version { get; init; }

    /// <summary>How the store compares versions.</summary>
    public StringFormat? VersionType { get; init; }

    /// <summary>The parent of each document, which decides its shard.</summary>
    public StringFormat? Parent { get; init; }

    /// <summary>The field that names the parent in the document; null for none.</summary>
    public FieldReference? JoinField { get; init; }

    /// <summary>How an update is written; null when there are no updates.</summary>
    public UpdateSettings? Update { get; init; }

    /// <summary>The bytes after which a request is sent.</summary>
    public long FlushBytes { get; init; } = DefaultFlushBytes;

    /// <summary>The pause before the first retry; each next one is twice as long.</summary>
    public TimeSpan RetryInitialInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause between two tries.</summary>
    public TimeSpan RetryMaxInterval { get; init; } = TimeSpan.FromSeconds(64);

    /// <summary>Statuses of single documents that dead-letter them, whatever else they would mean.</summary>
    public IReadOnlyList<int> DeadLetterCodes { get; init; } = [];

    /// <summary>Types of errors for which a document is dropped.</summary>
    public IReadOnlyList<string> DroppedErrors { get; init; } = [];

    /// <summary>Types of errors that are not worth a line in the log.</summary>
    public IReadOnlyList<string> SilencedErrors { get; init; } = [];

    /// <summary>The template that is put into the store at the start; null for none.</summary>
    public StoreTemplate? Template { get; init; }

    /// <summary>Well below the 10 MiB that small managed clusters take, and large enough that a request's own cost does not count.</summary>
    public const long DefaultFlushBytes = 5 * 1024 * 1024;

    /// <summary>No request gets larger, but for a single document that is.</summary>
    public const long LargestRequest = 95L * 1024 * 1024 / 10;

    /// <summary>Whether each event is a line that says where to, and its own bytes: the way that must be fast.</summary>
    public bool IsPlain => ActionOfEvent is null && Action is BulkAction.Index or BulkAction.Create && DataStream is null && JoinField is null && !RefusesMissing;
}
