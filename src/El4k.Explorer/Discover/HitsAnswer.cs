using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Discover;

/// <summary>A page of documents.</summary>
/// <param name="Range">The time range of the first page.</param>
/// <param name="Total">All matching documents, exact.</param>
/// <param name="Hits">The documents of this page.</param>
/// <param name="Next">What to pass as <c>after</c> for the next page, null after the last.</param>
/// <param name="End">Why the list stops before <paramref name="Total"/>, null when it does not.</param>
/// <param name="TookMs">How long it took.</param>
/// <param name="Requests">What was asked of the store.</param>
public sealed record HitsAnswer(
    TimeRange Range, long Total, IReadOnlyList<HitSummary> Hits, string? Next, string? End, long TookMs, IReadOnlyList<StoreRequest> Requests);
