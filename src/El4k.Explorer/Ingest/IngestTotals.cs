namespace El4k.Explorer.Ingest;

/// <summary>Sums over all inputs, and over all outputs.</summary>
public sealed record IngestTotals(
    long Received, long Out, long ParseFailures, long Dropped, double? LossShare, long Sent, long Failed, long Retries, long DeadLetters);
