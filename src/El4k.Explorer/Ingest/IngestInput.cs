namespace El4k.Explorer.Ingest;

/// <summary>One input of one collector.</summary>
public sealed record IngestInput(
    string? Region,
    string Instance,
    string Pipeline,
    string Id,
    string Name,
    long Received,
    long Out,
    long ParseFailures,
    long Dropped,
    double? LossShare,
    DateTime? LastEvent,
    double RatePerSecond,
    IReadOnlyDictionary<string, long[]> Series);
