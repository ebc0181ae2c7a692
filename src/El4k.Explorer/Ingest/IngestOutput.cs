namespace El4k.Explorer.Ingest;

/// <summary>One output of one collector.</summary>
/// <param name="Region">Where the collector runs.</param>
/// <param name="Instance">The collector.</param>
/// <param name="Pipeline">The output's pipeline.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Out">Events that it is done with, those that were refused included.</param>
/// <param name="Failed">Events that its target refused for good.</param>
/// <param name="Retries">Requests that were sent again.</param>
/// <param name="DeadLetters">How many of the refused are kept.</param>
/// <param name="LastReason">Why the latest of these was refused; null without any.</param>
/// <param name="LastDeadLetter">When that was reported.</param>
/// <param name="LastEvent">When it was last done with something.</param>
/// <param name="Series">The counts over time.</param>
public sealed record IngestOutput(
    string? Region,
    string Instance,
    string Pipeline,
    string Id,
    string Name,
    long Out,
    long Failed,
    long Retries,
    long DeadLetters,
    string? LastReason,
    DateTime? LastDeadLetter,
    DateTime? LastEvent,
    IReadOnlyDictionary<string, long[]> Series);
