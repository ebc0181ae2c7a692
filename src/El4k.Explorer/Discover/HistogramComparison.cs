using El4k.Explorer.Time;

namespace El4k.Explorer.Discover;

/// <summary>The range that the bars are compared with.</summary>
public sealed record HistogramComparison(TimeRange Range, long Total, double? Change);
