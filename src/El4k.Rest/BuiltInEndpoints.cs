using El4k.Rest.Endpoints.Bulk;
using El4k.Rest.Endpoints.CatIndices;
using El4k.Rest.Endpoints.ClusterHealth;
using El4k.Rest.Endpoints.Count;
using El4k.Rest.Endpoints.Document;
using El4k.Rest.Endpoints.Index;
using El4k.Rest.Endpoints.Info;
using El4k.Rest.Endpoints.Mapping;
using El4k.Rest.Endpoints.Refresh;
using El4k.Rest.Endpoints.Search;
using El4k.Store;

namespace El4k.Rest;

/// <summary>The one list of endpoints: a line each.</summary>
internal static class BuiltInEndpoints
{
    public static IReadOnlyList<IEndpoint> Create(StoreEngine store, RestOptions options) =>
    [
        new InfoEndpoint(options),
        new BulkEndpoint(store, options.TimeProvider),
        new DocumentEndpoint(store),
        new MappingEndpoint(store),
        new IndexEndpoint(store),
        new RefreshEndpoint(store),
        new SearchEndpoint(store),
        new CountEndpoint(store),
        new CatIndicesEndpoint(store),
        new ClusterHealthEndpoint(store, options),
    ];
}
