using El4k.Rest.Http;
using El4k.Store;
using El4k.Store.Indices;
using El4k.Store.Errors;

namespace El4k.Rest.Endpoints.Index;

/// <summary>An index as a whole: create, delete, exists, describe.</summary>
internal sealed class IndexEndpoint(StoreEngine store) : IEndpoint
{
    public void Map(RouteTable routes)
    {
        routes.Map("PUT", "/{index}", ["timeout", "master_timeout", "cluster_manager_timeout", "wait_for_active_shards", "include_type_name"], CreateAsync);
        routes.Map("DELETE", "/{index}", ["timeout", "master_timeout", "cluster_manager_timeout", "ignore_unavailable", "allow_no_indices", "expand_wildcards"], DeleteAsync);
        routes.Map("GET,HEAD", "/{index}", ["ignore_unavailable", "allow_no_indices", "expand_wildcards", "local", "include_defaults", "include_type_name", "master_timeout", "cluster_manager_timeout"], GetAsync);
    }

    private async Task CreateAsync(RestRequest request, RestResponse response)
    {
        var name = request.Path("index")!;
        await store.CreateIndexAsync(name, await request.ReadJsonAsync().ConfigureAwait(false), request.Aborted).ConfigureAwait(false);
        await response.WriteAsync(200, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("acknowledged", true);
            json.WriteBoolean("shards_acknowledged", true);
            json.WriteString("index", name);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task DeleteAsync(RestRequest request, RestResponse response)
    {
        var names = store.ResolveNames(ReadExpression(request), request.Resolution(NameResolution.Default));
        await store.DeleteIndicesAsync(names, request.Aborted).ConfigureAwait(false);
        await response.WriteAsync(200, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("acknowledged", true);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    // No index begins with an underscore, so such a path is an API that is not there, such as _nodes, and not a missing index.
    private static string ReadExpression(RestRequest request)
    {
        var expression = request.Path("index")!;
        return expression[0] != '_' || expression.Split(',')[0] == "_all" ? expression : throw PlainErrorException.NoHandler(request);
    }

    private Task GetAsync(RestRequest request, RestResponse response)
    {
        var expression = ReadExpression(request);
        var names = store.ResolveNames(expression, request.Resolution(NameResolution.Default));
        if (names.Count == 0 && request.Method == "HEAD")
        {
            throw new StoreException("index_not_found_exception", 404, $"no such index [{expression}]") { Index = expression };
        }

        return response.WriteAsync(200, json =>
        {
            json.WriteStartObject();
            foreach (var name in names)
            {
                var description = store.Describe(name);
                json.WriteStartObject(name);
                json.WriteStartObject("aliases");
                json.WriteEndObject();
                json.WritePropertyName("mappings");
                store.WriteMapping(name, json);
                json.WriteStartObject("settings");
                json.WriteStartObject("index");
                json.WriteString("provided_name", name);
                json.WriteString("uuid", description.Uuid);
                json.WriteString("creation_date", description.Created.ToUnixTimeMilliseconds().ToString());
                json.WriteString("number_of_shards", "1");
                json.WriteString("number_of_replicas", "0");
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
    }
}
