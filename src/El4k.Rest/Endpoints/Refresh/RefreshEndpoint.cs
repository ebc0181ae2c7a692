using El4k.Rest.Http;
using El4k.Store;
using El4k.Store.Indices;

namespace El4k.Rest.Endpoints.Refresh;

/// <summary><c>_refresh</c> and <c>_flush</c>: acknowledged documents are searchable at once, so a refresh only checks the names; a flush writes segments.</summary>
internal sealed class RefreshEndpoint(StoreEngine store) : IEndpoint
{
    private static readonly string[] _parameters = ["ignore_unavailable", "allow_no_indices", "expand_wildcards", "force", "wait_if_ongoing"];

    public void Map(RouteTable routes)
    {
        routes.Map("GET,POST", "/_refresh", _parameters, RefreshAsync);
        routes.Map("GET,POST", "/{index}/_refresh", _parameters, RefreshAsync);
        routes.Map("GET,POST", "/_flush", _parameters, FlushAsync);
        routes.Map("GET,POST", "/{index}/_flush", _parameters, FlushAsync);
    }

    private Task RefreshAsync(RestRequest request, RestResponse response)
    {
        var names = Names(request);
        store.Refresh(names);
        return AnswerAsync(response, names.Count);
    }

    private async Task FlushAsync(RestRequest request, RestResponse response)
    {
        var names = Names(request);
        await store.FlushAsync(names, request.Aborted).ConfigureAwait(false);
        await AnswerAsync(response, names.Count).ConfigureAwait(false);
    }

    private IReadOnlyList<string> Names(RestRequest request) => store.ResolveNames(request.Path("index"), request.Resolution(NameResolution.Default));

    private static Task AnswerAsync(RestResponse response, int shards) => response.WriteAsync(200, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("_shards");
        json.WriteNumber("total", shards);
        json.WriteNumber("successful", shards);
        json.WriteNumber("failed", 0);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
