using System.Net;

namespace El4k.Rest.Tests.Endpoints;

public sealed class IndexTests(RestServer server) : EndpointTests(server)
{
    [Fact]
    public async Task An_index_is_made_described_and_deleted()
    {
        Assert.Equal("index-a", Text(await OkAsync("PUT", "/index-a", """{"mappings":{"properties":{"n":{"type":"long"}}}}"""), "index"));
        Assert.Equal("long", Text(await OkAsync("GET", "/index-a"), "index-a", "mappings", "properties", "n", "type"));
        await FailsAsync(HttpStatusCode.BadRequest, "resource_already_exists_exception", "PUT", "/index-a");
        await OkAsync("DELETE", "/index-a");
        await FailsAsync(HttpStatusCode.NotFound, "index_not_found_exception", "GET", "/index-a");
        await FailsAsync(HttpStatusCode.NotFound, "index_not_found_exception", "DELETE", "/index-a");
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("_under")]
    [InlineData("a%20b")]
    public async Task A_name_against_the_rules_is_refused(string name) =>
        await FailsAsync(HttpStatusCode.BadRequest, "invalid_index_name_exception", "PUT", "/" + name);

    [Fact]
    public async Task Patterns_and_exclusions_delete_what_they_name()
    {
        foreach (var name in new[] { "index-p1", "index-p2", "index-p3" })
        {
            await OkAsync("PUT", "/" + name);
        }

        await OkAsync("DELETE", "/index-p*,-index-p2");
        Assert.Equal(["index-p2"], (await OkAsync("GET", "/index-p*")).AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task All_indices_are_described_by_their_common_name()
    {
        await OkAsync("PUT", "/index-all");

        Assert.NotNull((await OkAsync("GET", "/_all"))["index-all"]);
    }

    [Fact]
    public async Task Existence_is_asked_by_HEAD()
    {
        await OkAsync("PUT", "/index-h");

        Assert.Equal(HttpStatusCode.OK, (await Server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/index-h"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/index-none"))).StatusCode);
    }
}
