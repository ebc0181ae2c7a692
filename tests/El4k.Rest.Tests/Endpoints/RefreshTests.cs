using System.Net;

namespace El4k.Rest.Tests.Endpoints;

public sealed class RefreshTests(RestServer server) : EndpointTests(server)
{
    [Fact]
    public async Task A_document_is_there_before_and_after_refresh_and_flush()
    {
        await OkAsync("PUT", "/refresh-a/_doc/1?refresh=true", "{\"n\":1}");
        Assert.Equal("1", Text(await OkAsync("GET", "/refresh-a/_count"), "count"));
        Assert.Equal("1", Text(await OkAsync("POST", "/refresh-a/_refresh"), "_shards", "successful"));
        await OkAsync("POST", "/refresh-a/_flush");
        Assert.Equal("1", Text(await OkAsync("GET", "/refresh-a/_count"), "count"));
        Assert.Equal("1", Text(await OkAsync("GET", "/refresh-a/_doc/1"), "_source", "n"));
    }

    [Fact]
    public async Task An_index_that_is_not_there_is_404() =>
        await FailsAsync(HttpStatusCode.NotFound, "index_not_found_exception", "POST", "/refresh-none/_refresh");
}
