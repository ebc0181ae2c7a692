namespace El4k.Explorer.Discover;

/// <summary>One bar.</summary>
/// <param name="At">Its begin in milliseconds since 1970.</param>
/// <param name="Count">Documents in it.</param>
/// <param name="Previous">Documents at the same place of the compared range.</param>
/// <param name="Split">Documents of each series.</param>
public sealed record HistogramBucket(long At, long Count, long? Previous, IReadOnlyList<long>? Split);
