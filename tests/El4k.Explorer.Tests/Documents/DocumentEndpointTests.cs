using System.Net;

namespace El4k.Explorer.Tests.Documents;

public sealed class DocumentEndpointTests
{
    [Fact]
    public async Task A_document_comes_whole_with_a_filter_for_each_value()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/_mapping", Some.Mapping)
            .On("/_doc/x/y", """{"_index":"logstash-a","_id":"x/y","found":true,"_source":{"customer":"a, b","status":500,"tags":["one"],"many":[1,2],"nothing":null}}"""));
        var document = await host.GetAsync("/api/documents/logstash-a/x%2Fy");
        Assert.Equal("x/y", document["id"]!.GetValue<string>());
        var filters = document["fields"]!.AsArray().ToDictionary(field => field!["name"]!.GetValue<string>(), field => field!["filter"]?.GetValue<string>());
        Assert.Equal(("customer:\"a, b\"", "status:500", "tags:one", null, null), (filters["customer"], filters["status"], filters["tags"], filters["many"], filters["nothing"]));
        JsonAssert.Equal("""{"customer":"a, b","status":500,"tags":["one"],"many":[1,2],"nothing":null}""", document["source"], "source");
    }

    [Theory]
    [InlineData("""{"_index":"a","_id":"1","found":false}""", "no document “1” in the index “a”")]
    [InlineData("""{"error":{"type":"index_not_found_exception","reason":"no such index [a]"},"status":404}""", "no index “a”")]
    public async Task What_is_not_there_is_404_and_says_which(string answer, string message)
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/_doc/1", answer, HttpStatusCode.NotFound));
        Assert.Contains(message, (await host.GetAsync("/api/documents/a/1", HttpStatusCode.NotFound))["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
