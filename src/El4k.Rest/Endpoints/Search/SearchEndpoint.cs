using El4k.Rest.Http;
using El4k.Store;
using El4k.Store.Indices;

namespace El4k.Rest.Endpoints.Search;

/// <summary><c>_search</c>: which documents, in which order, with which figures over them.</summary>
/// <remarks>Runs on the request's thread; a client that goes away cancels its search.</remarks>
internal sealed class SearchEndpoint(StoreEngine store) : IEndpoint
{
    private static readonly string[] _parameters =
    [
        "q", "df", "default_operator", "analyze_wildcard", "analyzer", "lenient", "from", "size", "sort", "_source", "_source_includes", "_source_excludes", "stored_fields",
        "docvalue_fields", "track_total_hits", "track_scores", "rest_total_hits_as_int", "typed_keys", "version", "seq_no_primary_term", "explain", "timeout", "terminate_after",
        "ignore_unavailable", "allow_no_indices", "expand_wildcards", "ignore_throttled", "preference", "routing", "search_type", "request_cache", "batched_reduce_size",
        "max_concurrent_shard_requests", "pre_filter_shard_size", "ccs_minimize_roundtrips", "allow_partial_search_results",
    ];

    public void Map(RouteTable routes)
    {
        routes.Map("GET,POST", "/_search", _parameters, SearchAsync);
        routes.Map("GET,POST", "/{index}/_search", _parameters, SearchAsync);
    }

    private async Task SearchAsync(RestRequest request, RestResponse response)
    {
        var search = SearchRequest.Parse(await request.ReadJsonAsync().ConfigureAwait(false), request.Parameters());
        var names = store.ResolveNames(request.Path("index"), request.Resolution(NameResolution.Default));
        var found = store.Search(names, search, request.Aborted);
        await response.WriteAsync(200, found.WriteTo).ConfigureAwait(false);
    }
}
