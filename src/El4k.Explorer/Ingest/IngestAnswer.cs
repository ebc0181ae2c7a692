using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Ingest;

/// <summary>What the collectors took in and passed on, and what lies in the store.</summary>
public sealed record IngestAnswer(
    TimeRange Range,
    Interval Interval,
    IReadOnlyList<long> At,
    IReadOnlyList<IngestInput> Inputs,
    IReadOnlyList<IngestOutput> Outputs,
    IReadOnlyList<PersonalDataCount> PersonalData,
    IngestTotals Totals,
    DateTime? LastReport,
    StoredData Store,
    long TookMs,
    IReadOnlyList<StoreRequest> Requests);
