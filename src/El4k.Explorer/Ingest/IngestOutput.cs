namespace El4k.Explorer.Ingest;

/// <summary>One output of one collector.</summary>
public sealed record IngestOutput(
    string? Region,
    string Instance,
    string Pipeline,
    string Id,
    string Name,
    long Out,
    long Failed,
    long Retries,
    DateTime? LastEvent,
    IReadOnlyDictionary<string, long[]> Series);
