using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace El4k.Rest.Tests.Endpoints;

public sealed class BulkTests(RestServer server) : EndpointTests(server)
{
    [Fact]
    public async Task Each_item_has_its_own_result()
    {
        var answer = await OkAsync("POST", "/_bulk", """
            {"index":{"_index":"bulk-a","_id":"1"}}
            {"x":1}
            {"create":{"_index":"bulk-a","_id":"1"}}
            {"x":2}
            {"delete":{"_index":"bulk-a","_id":"none"}}
            {"index":{"_index":"Upper"}}
            {"x":3}

            """);

        Assert.True(answer["errors"]!.GetValue<bool>());
        Assert.Equal("201", Text(answer, "items", 0, "index", "status"));
        Assert.Equal("created", Text(answer, "items", 0, "index", "result"));
        Assert.Equal("409", Text(answer, "items", 1, "create", "status"));
        Assert.Equal("version_conflict_engine_exception", Text(answer, "items", 1, "create", "error", "type"));
        Assert.Equal("404", Text(answer, "items", 2, "delete", "status"));
        Assert.Null(answer["items"]![2]!["delete"]!["error"]);
        Assert.Equal("invalid_index_name_exception", Text(answer, "items", 3, "index", "error", "type"));
    }

    [Fact]
    public async Task The_answer_is_compact_and_begins_with_took_errors_items()
    {
        using var response = await Server.Http.PostAsync("/bulk-b/_bulk", new StringContent("{\"index\":{}}\n{\"x\":1}\n", Encoding.UTF8, "application/x-ndjson"));

        Assert.Matches("^\\{\"took\":\\d+,\"errors\":false,\"items\":\\[\\{\"index\":\\{\"_index\":\"bulk-b\",\"_id\":\"", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task What_a_web_page_can_make_a_browser_send_is_refused(string? type)
    {
        using var content = new ByteArrayContent("{\"index\":{\"_index\":\"bulk-page\"}}\n{\"x\":1}\n"u8.ToArray());
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        using var response = await Server.Http.PostAsync("/_bulk", content);

        using var bodiless = await Server.Http.PostAsync("/_bulk?source=" + Uri.EscapeDataString("{\"index\":{\"_index\":\"bulk-page\"}}\n{}\n"), null);

        Assert.Equal((HttpStatusCode.NotAcceptable, HttpStatusCode.NotAcceptable), (response.StatusCode, bodiless.StatusCode));
        Assert.Contains("Content-Type header", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_body_is_taken()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("{\"index\":{\"_index\":\"bulk-c\"}}\n{\"x\":1}\n"));
        }

        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var response = await Server.Http.PostAsync("/_bulk?filter_path=errors", content);

        Assert.Equal("{\"errors\":false}", await response.Content.ReadAsStringAsync());
        Assert.Equal("1", Text(await OkAsync("GET", "/bulk-c/_count"), "count"));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413() =>
        await FailsAsync(HttpStatusCode.RequestEntityTooLarge, "content_too_long_exception", "POST", "/_bulk", new string(' ', (1 << 20) + 1));

    [Fact]
    public async Task A_pipeline_that_is_not_there_is_refused() =>
        await FailsAsync(HttpStatusCode.BadRequest, "illegal_argument_exception", "POST", "/_bulk?pipeline=geo", "{\"index\":{\"_index\":\"bulk-d\"}}\n{}\n");

    [Fact]
    public async Task An_unknown_parameter_is_refused_by_name()
    {
        var (status, answer) = await Server.SendAsync("POST", "/_bulk?colour=red", "{\"index\":{\"_index\":\"bulk-e\"}}\n{}\n");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("unrecognized parameter: [colour]", Text(answer, "error", "reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_is_no_object_fails_alone()
    {
        var answer = await OkAsync("POST", "/bulk-f/_bulk", "{\"index\":{}}\n[1]\n{\"index\":{}}\n{\"broken\"\n{\"index\":{}}\n{\"ok\":true}\n");

        Assert.Equal(["400", "400", "201"], answer["items"]!.AsArray().Select(item => Text(item!, "index", "status")));
        Assert.Empty(Server.Log);
    }
}
