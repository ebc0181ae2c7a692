using System.Text.Json.Nodes;
using El4k.Explorer.QueryDsl;

namespace El4k.Explorer.Searching;

/// <summary>Where data is when a range has none.</summary>
/// <param name="Matching">The same query and filters at any time.</param>
/// <param name="All">Any document of the index pattern.</param>
public sealed record Elsewhere(Extent? Matching, Extent? All)
{
    internal static async Task<Elsewhere> FindAsync(StoreSession store, SearchScope scope, CancellationToken cancellationToken, JsonObject[]? more = null)
    {
        var matching = store.SearchAsync(scope.Index, SearchScope.Aggregate(scope.QueryFor(null, more ?? []), Extent.Aggregations), cancellationToken);
        var all = store.SearchAsync(scope.Index, SearchScope.Aggregate(Dsl.MatchAll(), Extent.Aggregations), cancellationToken);
        return new Elsewhere(
            Extent.Read(await matching.ConfigureAwait(false), scope.Range.Zone),
            Extent.Read(await all.ConfigureAwait(false), scope.Range.Zone));
    }
}
