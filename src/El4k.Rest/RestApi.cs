using El4k.Rest.Http;
using El4k.Store;
using Microsoft.AspNetCore.Routing;

namespace El4k.Rest;

/// <summary>The Elasticsearch-compatible API over a store.</summary>
public static class RestApi
{
    /// <summary>Maps every endpoint of <see cref="BuiltInEndpoints"/>; what none of them takes is answered as the real servers do.</summary>
    public static IEndpointRouteBuilder MapRest(this IEndpointRouteBuilder routes, StoreEngine store, RestOptions options)
    {
        var table = new RouteTable(routes, options);
        foreach (var endpoint in BuiltInEndpoints.Create(store, options))
        {
            endpoint.Map(table);
        }

        table.MapFallback();
        return routes;
    }
}
