using El4k.Rest.Http;
using El4k.Store;
using El4k.Store.Indices;

namespace El4k.Rest.Endpoints.ClusterHealth;

/// <summary><c>_cluster/health</c>: green on one node, since replicas count as satisfied; yellow or red only for damage.</summary>
internal sealed class ClusterHealthEndpoint(StoreEngine store, RestOptions options) : IEndpoint
{
    private static readonly string[] _parameters =
    [
        "level", "local", "master_timeout", "cluster_manager_timeout", "timeout", "wait_for_active_shards", "wait_for_events", "wait_for_no_initializing_shards",
        "wait_for_no_relocating_shards", "wait_for_nodes", "wait_for_status", "expand_wildcards",
    ];

    public void Map(RouteTable routes)
    {
        routes.Map("GET,HEAD", "/_cluster/health", _parameters, HealthAsync);
        routes.Map("GET,HEAD", "/_cluster/health/{index}", _parameters, HealthAsync);
    }

    private Task HealthAsync(RestRequest request, RestResponse response)
    {
        var indices = store.GetStatistics(store.ResolveNames(request.Path("index")));
        var worst = indices.Count == 0 ? IndexHealth.Green : indices.Max(i => i.Health);
        return response.WriteAsync(200, json =>
        {
            json.WriteStartObject();
            json.WriteString("cluster_name", options.Name);
            json.WriteString("status", worst.ToString().ToLowerInvariant());
            json.WriteBoolean("timed_out", false);
            json.WriteNumber("number_of_nodes", 1);
            json.WriteNumber("number_of_data_nodes", 1);
            json.WriteNumber("active_primary_shards", indices.Count);
            json.WriteNumber("active_shards", indices.Count);
            json.WriteNumber("relocating_shards", 0);
            json.WriteNumber("initializing_shards", 0);
            json.WriteNumber("unassigned_shards", 0);
            json.WriteNumber("delayed_unassigned_shards", 0);
            json.WriteNumber("number_of_pending_tasks", 0);
            json.WriteNumber("number_of_in_flight_fetch", 0);
            json.WriteNumber("task_max_waiting_in_queue_millis", 0);
            json.WriteNumber("active_shards_percent_as_number", 100.0);
            json.WriteEndObject();
        });
    }
}
