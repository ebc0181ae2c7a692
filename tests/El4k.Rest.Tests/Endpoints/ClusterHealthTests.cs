using System.Net;

namespace El4k.Rest.Tests.Endpoints;

public sealed class ClusterHealthTests(RestServer server) : EndpointTests(server)
{
    [Fact]
    public async Task One_node_is_green()
    {
        await OkAsync("PUT", "/health-a", """{"settings":{"number_of_replicas":1}}""");
        var health = await OkAsync("GET", "/_cluster/health?wait_for_status=yellow&timeout=1s");

        Assert.Equal(("green", "0"), (Text(health, "status"), Text(health, "unassigned_shards")));
        Assert.Equal("1", Text(await OkAsync("GET", "/_cluster/health/health-a"), "active_primary_shards"));
        await FailsAsync(HttpStatusCode.NotFound, "index_not_found_exception", "GET", "/_cluster/health/health-none");
    }
}
