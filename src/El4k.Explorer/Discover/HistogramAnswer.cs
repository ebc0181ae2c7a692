using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Discover;

/// <summary>How many documents there are, over time.</summary>
public sealed record HistogramAnswer(
    TimeRange Range,
    long Total,
    Interval Interval,
    IReadOnlyList<HistogramBucket> Buckets,
    IReadOnlyList<HistogramSeries>? Series,
    HistogramComparison? Compare,
    Elsewhere? Elsewhere,
    long TookMs,
    IReadOnlyList<StoreRequest> Requests);
