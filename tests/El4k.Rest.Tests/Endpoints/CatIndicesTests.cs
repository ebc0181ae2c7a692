namespace El4k.Rest.Tests.Endpoints;

public sealed class CatIndicesTests(RestServer server) : EndpointTests(server)
{
    [Fact]
    public async Task Columns_header_order_and_JSON()
    {
        await OkAsync("POST", "/_bulk", "{\"index\":{\"_index\":\"cat-a\"}}\n{\"s\":1}\n{\"index\":{\"_index\":\"cat-b\"}}\n{\"s\":1}\n{\"index\":{\"_index\":\"cat-b\"}}\n{\"s\":2}\n");

        Assert.Equal("index docs.count\ncat-b          2\ncat-a          1\n", await Server.Http.GetStringAsync("/_cat/indices/cat-*?v&h=index,docs.count&s=docs.count:desc"));
        Assert.Equal("cat-a\ncat-b\n", await Server.Http.GetStringAsync("/_cat/indices/cat-*?h=i&s=index"));
        var json = await OkAsync("GET", "/_cat/indices/cat-a?format=json&bytes=b");
        Assert.Equal(("cat-a", "1", "green", "open"), (Text(json, 0, "index"), Text(json, 0, "docs.count"), Text(json, 0, "health"), Text(json, 0, "status")));
        Assert.True(long.Parse(Text(json, 0, "store.size")) >= 0);
        Assert.Contains("creation.date", await Server.Http.GetStringAsync("/_cat/indices?help"), StringComparison.Ordinal);
    }
}
