using System.Net;

namespace El4k.Rest.Tests.Endpoints;

public sealed class DocumentTests(RestServer server) : EndpointTests(server)
{
    [Fact]
    public async Task A_document_comes_back_byte_for_byte()
    {
        const string Source = "{\"b\" : 1.50, \"a\":[1, null ,\"é\"]}";
        await OkAsync("PUT", "/doc-a/_doc/x%2Fy", Source);
        using var response = await Server.Http.GetAsync("/doc-a/_source/x%2Fy");

        Assert.Equal(Source, await response.Content.ReadAsStringAsync());
        Assert.Equal("x/y", Text(await OkAsync("GET", "/doc-a/_doc/x%2Fy"), "_id"));
    }

    [Fact]
    public async Task Versions_and_conflicts_follow_the_last_write()
    {
        Assert.Equal("1", Text(await OkAsync("PUT", "/doc-b/_doc/1", "{\"n\":1}"), "_version"));
        var second = await OkAsync("PUT", "/doc-b/_doc/1", "{\"n\":2}");
        Assert.Equal(("2", "updated"), (Text(second, "_version"), Text(second, "result")));

        await FailsAsync(HttpStatusCode.Conflict, "version_conflict_engine_exception", "PUT", "/doc-b/_create/1", "{}");
        await FailsAsync(HttpStatusCode.Conflict, "version_conflict_engine_exception", "PUT", "/doc-b/_doc/1?if_seq_no=0&if_primary_term=1", "{}");
        await OkAsync("PUT", $"/doc-b/_doc/1?if_seq_no={Text(second, "_seq_no")}&if_primary_term=1", "{\"n\":3}");
        Assert.Equal("3", Text(await OkAsync("GET", "/doc-b/_doc/1"), "_source", "n"));
    }

    [Fact]
    public async Task An_external_version_may_be_a_time_in_milliseconds()
    {
        Assert.Equal("1764072000000", Text(await OkAsync("PUT", "/doc-e/_doc/1?version=1764072000000&version_type=external", "{}"), "_version"));
        await FailsAsync(HttpStatusCode.Conflict, "version_conflict_engine_exception", "PUT", "/doc-e/_doc/1?version=1764071999999&version_type=external", "{}");
    }

    [Fact]
    public async Task A_missing_document_is_404_and_found_is_false()
    {
        await OkAsync("PUT", "/doc-c/_doc/1", "{}");
        var (status, answer) = await Server.SendAsync("GET", "/doc-c/_doc/2");

        Assert.Equal((HttpStatusCode.NotFound, "false"), (status, Text(answer, "found").ToLowerInvariant()));
        await FailsAsync(HttpStatusCode.NotFound, "index_not_found_exception", "GET", "/doc-none/_doc/1");
    }

    [Fact]
    public async Task A_deleted_document_is_gone()
    {
        await OkAsync("PUT", "/doc-d/_doc/1", "{}");
        Assert.Equal("deleted", Text(await OkAsync("DELETE", "/doc-d/_doc/1"), "result"));
        Assert.Equal("0", Text(await OkAsync("GET", "/doc-d/_count"), "count"));
    }
}
