using System.Net;

namespace El4k.Rest.Tests.Endpoints;

public sealed class SearchTests(RestServer server) : EndpointTests(server)
{
    [Fact]
    public async Task The_body_finds_orders_and_sums()
    {
        await FillAsync("search-a");
        var answer = await OkAsync("POST", "/search-a/_search", """
            {"query":{"range":{"n":{"gte":2}}},"sort":[{"n":"desc"}],"size":2,"_source":["n"],
             "aggs":{"c":{"terms":{"field":"c.keyword"},"aggs":{"s":{"sum":{"field":"n"}}}}}}
            """);

        Assert.Equal("3", Text(answer, "hits", "total", "value"));
        Assert.Equal(["4", "3"], answer["hits"]!["hits"]!.AsArray().Select(hit => Text(hit!, "_source", "n")));
        Assert.Null(answer["hits"]!["hits"]![0]!["_source"]!["c"]);
        Assert.Equal(["b", "a"], answer["aggregations"]!["c"]!["buckets"]!.AsArray().Select(b => Text(b!, "key")));
        Assert.Equal(["0", "1"], new[] { Text(answer, "_shards", "failed"), Text(answer, "_shards", "successful") });
    }

    [Fact]
    public async Task The_URL_finds_too_and_typed_keys_are_typed()
    {
        await FillAsync("search-b");
        Assert.Equal("2", Text(await OkAsync("GET", "/search-b/_search?q=c:b&size=0"), "hits", "total", "value"));
        var typed = await OkAsync("POST", "/search-b/_search?typed_keys=true&rest_total_hits_as_int=true&size=0", """{"aggs":{"s":{"sum":{"field":"n"}}}}""");
        Assert.Equal(("4", "10.0"), (Text(typed, "hits", "total"), Text(typed, "aggregations", "sum#s", "value")));
    }

    [Theory]
    [InlineData("""{"query":{"more_like_this":{}}}""", "more_like_this")]
    [InlineData("""{"aggs":{"a":{"geohash_grid":{"field":"x"}}}}""", "geohash_grid")]
    [InlineData("""{"suggest":{"s":{"text":"a"}}}""", "suggest")]
    [InlineData("""{"query":{"query_string":{"query":"c:(a"}}}""", "c:(a")]
    [InlineData("""{"from":9999,"size":10}""", "10000")]
    [InlineData("""{"query": """, "not valid JSON")]
    public async Task What_is_not_supported_is_400_and_named(string body, string named)
    {
        await FillAsync("search-c");
        var (status, answer) = await Server.SendAsync("POST", "/search-c/_search", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(named, answer["error"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(Server.Log);
    }

    [Fact]
    public async Task What_dashboards_attach_empty_is_accepted() =>
        await OkAsync("POST", "/search-*/_search?ignore_unavailable=true&preference=1", """{"stored_fields":["*"],"script_fields":{},"runtime_mappings":{},"docvalue_fields":[],"version":true,"timeout":"30s"}""");

    private async Task FillAsync(string index) => await OkAsync("POST", $"/{index}/_bulk", string.Concat(
        new[] { ("a", 1), ("b", 2), ("a", 3), ("b", 4) }.Select(d => $"{{\"index\":{{\"_id\":\"{d.Item2}\"}}}}\n{{\"c\":\"{d.Item1}\",\"n\":{d.Item2}}}\n")));
}
