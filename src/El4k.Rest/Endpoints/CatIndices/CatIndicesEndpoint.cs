using System.Globalization;
using El4k.Rest.Cat;
using El4k.Rest.Http;
using El4k.Store;

namespace El4k.Rest.Endpoints.CatIndices;

/// <summary><c>_cat/indices</c>: a line an index; as text columns, or with <c>format=json</c> as objects of strings.</summary>
internal sealed class CatIndicesEndpoint(StoreEngine store) : IEndpoint
{
    private static readonly string[] _parameters =
        ["v", "h", "s", "help", "bytes", "time", "health", "pri", "local", "expand_wildcards", "include_unloaded_segments", "master_timeout", "cluster_manager_timeout"];

    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/_cat/indices", _parameters, CatAsync);
        routes.Map("GET", "/_cat/indices/{index}", _parameters, CatAsync);
    }

    private Task CatAsync(RestRequest request, RestResponse response)
    {
        var unit = ByteUnit.Parse(request.Query("bytes"));
        var table = new CatTable(
        [
            new("health", "h"), new("status", "s"), new("index", "i,idx"), new("uuid", "id"), new("pri", "p"), new("rep", "r"),
            new("docs.count", "dc,docsCount") { Right = true }, new("docs.deleted", "dd,docsDeleted") { Right = true },
            new("store.size", "ss,storeSize") { Right = true }, new("pri.store.size", "") { Right = true },
            new("creation.date", "cd") { Hidden = true }, new("creation.date.string", "cds") { Hidden = true },
            new("segments.count", "sc,segmentsCount") { Hidden = true }, new("memory.total", "tm,memoryTotal") { Hidden = true },
        ]);
        var names = store.ResolveNames(request.Path("index"));
        foreach (var index in store.GetStatistics(names))
        {
            var health = index.Health.ToString().ToLowerInvariant();
            if (request.Query("health") is { } wanted && wanted != health)
            {
                continue;
            }

            var size = unit.Format(index.DiskBytes + index.MemoryBytes);
            table.Add(
                health, "open", index.Name, index.Uuid, "1", "0", Text(index.Documents), Text(index.DeletedDocuments), size, size,
                Text(index.Created.ToUnixTimeMilliseconds()), index.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                Text(index.Segments), unit.Format(index.MemoryBytes));
        }

        return table.WriteAsync(request, response);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
