using System.Net;

namespace El4k.Rest.Tests.Endpoints;

public sealed class CountTests(RestServer server) : EndpointTests(server)
{
    [Fact]
    public async Task It_counts_what_matches_over_the_indices_named()
    {
        await OkAsync("POST", "/_bulk", "{\"index\":{\"_index\":\"count-a\"}}\n{\"s\":\"one two\"}\n{\"index\":{\"_index\":\"count-b\"}}\n{\"s\":\"two\"}\n");

        Assert.Equal("2", Text(await OkAsync("GET", "/count-*/_count"), "count"));
        Assert.Equal("2", Text(await OkAsync("GET", "/count-*/_count?q=two"), "count"));
        Assert.Equal("1", Text(await OkAsync("POST", "/count-*/_count", """{"query":{"match":{"s":"one"}}}"""), "count"));
        Assert.Equal("0", Text(await OkAsync("GET", "/count-none/_count?ignore_unavailable=true"), "count"));
        await FailsAsync(HttpStatusCode.NotFound, "index_not_found_exception", "GET", "/count-none/_count");
        await FailsAsync(HttpStatusCode.BadRequest, "parsing_exception", "POST", "/count-a/_count", """{"aggs":{}}""");
    }
}
