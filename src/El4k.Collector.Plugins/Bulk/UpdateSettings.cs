using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>How updates are written.</summary>
internal sealed record UpdateSettings
{
    /// <summary>Whether the event is the document when there is none yet.</summary>
    public bool DocAsUpsert { get; init; }

    /// <summary>The JSON of the document when there is none yet.</summary>
    public StringFormat? Upsert { get; init; }

    /// <summary>The script, or its id; null when the event is merged into the document.</summary>
    public StringFormat? Script { get; init; }

    /// <summary>Whether <see cref="Script"/> is the id of one that the store keeps.</summary>
    public bool IsStoredScript { get; init; }

    /// <summary>The script's language.</summary>
    public string ScriptLanguage { get; init; } = "painless";

    /// <summary>The name by which the script sees the event.</summary>
    public string ScriptVariable { get; init; } = "event";

    /// <summary>Whether the script also makes documents that are not there.</summary>
    public bool ScriptedUpsert { get; init; }

    /// <summary>How often the store tries again when somebody else changes the document at the same time.</summary>
    public int RetryOnConflict { get; init; } = 1;
}
