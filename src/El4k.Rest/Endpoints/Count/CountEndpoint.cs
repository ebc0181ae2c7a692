using El4k.Rest.Http;
using El4k.Store;
using El4k.Store.Indices;

namespace El4k.Rest.Endpoints.Count;

/// <summary><c>_count</c>: how many documents match a query.</summary>
internal sealed class CountEndpoint(StoreEngine store) : IEndpoint
{
    private static readonly string[] _parameters =
    [
        "q", "df", "default_operator", "analyze_wildcard", "analyzer", "lenient", "ignore_unavailable", "allow_no_indices", "expand_wildcards", "ignore_throttled",
        "min_score", "preference", "routing", "terminate_after",
    ];

    public void Map(RouteTable routes)
    {
        routes.Map("GET,POST", "/_count", _parameters, CountAsync);
        routes.Map("GET,POST", "/{index}/_count", _parameters, CountAsync);
    }

    private async Task CountAsync(RestRequest request, RestResponse response)
    {
        var count = SearchRequest.ParseCount(await request.ReadJsonAsync().ConfigureAwait(false), request.Parameters());
        var names = store.ResolveNames(request.Path("index"), request.Resolution(NameResolution.Default));
        var found = store.Search(names, count, request.Aborted);
        await response.WriteAsync(200, found.WriteCountTo).ConfigureAwait(false);
    }
}
