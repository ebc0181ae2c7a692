using El4k.Rest.Http;
using El4k.Store;
using El4k.Store.Indices;
using El4k.Store.Errors;

namespace El4k.Rest.Endpoints.Mapping;

/// <summary><c>_mapping</c>: the fields of indices and their types; fields can be added.</summary>
internal sealed class MappingEndpoint(StoreEngine store) : IEndpoint
{
    private static readonly string[] _parameters =
        ["ignore_unavailable", "allow_no_indices", "expand_wildcards", "local", "master_timeout", "cluster_manager_timeout", "timeout", "include_type_name", "write_index_only"];

    public void Map(RouteTable routes)
    {
        foreach (var path in new[] { "/_mapping", "/{index}/_mapping", "/{index}/_mappings" })
        {
            routes.Map("GET", path, _parameters, GetAsync);
        }

        routes.Map("PUT,POST", "/{index}/_mapping", _parameters, PutAsync);
    }

    private Task GetAsync(RestRequest request, RestResponse response)
    {
        var names = store.ResolveNames(request.Path("index"), request.Resolution(NameResolution.Default));
        return response.WriteAsync(200, json =>
        {
            json.WriteStartObject();
            foreach (var name in names)
            {
                json.WriteStartObject(name);
                json.WritePropertyName("mappings");
                store.WriteMapping(name, json);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
    }

    private async Task PutAsync(RestRequest request, RestResponse response)
    {
        var body = await request.ReadJsonAsync().ConfigureAwait(false);
        if (body.ValueKind == System.Text.Json.JsonValueKind.Undefined)
        {
            throw new StoreException("parse_exception", 400, "request body is required");
        }

        foreach (var name in store.ResolveNames(request.Path("index"), request.Resolution(NameResolution.Default)))
        {
            await store.PutMappingAsync(name, body, request.Aborted).ConfigureAwait(false);
        }

        await response.WriteAsync(200, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("acknowledged", true);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }
}
