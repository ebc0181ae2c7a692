using System.Buffers;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace El4k.Elasticsearch.Tests;

public sealed class ElasticsearchClientTests
{
    private static readonly byte[] TwoActions = "{\"index\":{\"_index\":\"a\"}}\n{\"x\":1}\n{\"index\":{\"_index\":\"a\"}}\n{\"x\":\"ü\"}\n"u8.ToArray();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bulk_body_arrives_byte_for_byte_compressed_or_not(bool compress)
    {
        await using var server = await LoopbackServer.StartAsync(200, """{"errors":false,"items":[{"index":{"status":201}},{"index":{"status":201}}]}""");
        using var client = new ElasticsearchClient(new ElasticsearchClientOptions { Hosts = [server.Address], CompressBulk = compress });

        var response = await client.BulkAsync(InTwoSegments(TwoActions));

        Assert.Equal((200, 2), (response.Status, response.ItemCount));
        var request = Assert.Single(server.Requests);
        Assert.Equal(Encoding.UTF8.GetString(TwoActions), request.Body);
        Assert.Equal("application/x-ndjson", request.ContentType);
        Assert.Equal(compress ? "gzip" : null, request.Encoding);
        Assert.Equal("/_bulk?filter_path=errors%2Citems.%2A.error%2Citems.%2A.status", request.Target);
    }

    [Fact]
    public async Task An_overloaded_store_is_an_answer_that_the_caller_can_wait_for()
    {
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "7";
            await context.Response.WriteAsync("""{"error":{"type":"rejected","reason":"too much at once"},"status":429}""");
        });
        using var client = server.Client();

        var response = await client.BulkAsync(TwoActions);

        Assert.False(response.IsSuccess);
        Assert.Equal((429, "too much at once", TimeSpan.FromSeconds(7)), (response.Status, response.Error, response.RetryAfter));
    }

    [Fact]
    public async Task A_bulk_answer_that_breaks_off_is_not_taken_for_success()
    {
        await using var server = await LoopbackServer.StartAsync(200, """{"errors":false,"items":[""");
        using var client = server.Client();
        await Assert.ThrowsAsync<ElasticsearchUnreachableException>(() => client.BulkAsync(TwoActions));
    }

    [Fact]
    public async Task A_large_answer_without_announced_length_is_read_to_its_end()
    {
        var filler = new string('x', 100_000);
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("{\"text\":\"");
            await context.Response.Body.FlushAsync();
            await context.Response.WriteAsync(filler + "\"}");
        });
        using var client = server.Client();
        using var answer = await client.SearchAsync("a", "{}"u8.ToArray());
        Assert.Equal(filler, answer.RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_search_sends_its_body_to_the_pattern_and_an_error_has_the_stores_reason()
    {
        await using var server = await LoopbackServer.StartAsync(400, """{"error":{"type":"parsing_exception","reason":"unknown query [foo]"},"status":400}""");
        using var client = server.Client();

        var error = await Assert.ThrowsAsync<ElasticsearchResponseException>(() => client.SearchAsync("logstash-*,b/c", "{\"size\":0}"u8.ToArray()));

        Assert.Equal((HttpStatusCode.BadRequest, "parsing_exception", "unknown query [foo]"), (error.StatusCode, error.Type, error.Reason));
        var request = Assert.Single(server.Requests);
        Assert.Equal("/logstash-*,b%2Fc/_search?ignore_unavailable=true&allow_no_indices=true", request.Target);
        Assert.Equal("{\"size\":0}", request.Body);
    }

    [Fact]
    public async Task A_dead_host_is_passed_over_and_the_request_reaches_the_next()
    {
        await using var server = await LoopbackServer.StartAsync(200, """{"name":"n","version":{"number":"3.0.0","distribution":"opensearch"}}""");
        using var client = server.Client(new Uri("http://127.0.0.1:1"));
        Assert.Equal(new ServerInfo("n", "opensearch", "3.0.0"), await client.GetInfoAsync());
        await client.GetInfoAsync();
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task When_no_host_answers_the_error_names_each_of_them_without_its_password()
    {
        using var client = new ElasticsearchClient(new ElasticsearchClientOptions { Hosts = [new("http://u:secret@127.0.0.1:1"), new("http://127.0.0.1:2/p")] });
        var error = await Assert.ThrowsAsync<ElasticsearchUnreachableException>(() => client.GetInfoAsync());
        Assert.Contains("127.0.0.1:1", error.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:2/p", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.False(error.TimedOut);
    }

    [Fact]
    public async Task A_store_that_is_too_slow_is_told_apart_from_one_that_is_away()
    {
        await using var server = await LoopbackServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var client = new ElasticsearchClient(new ElasticsearchClientOptions { Hosts = [server.Address], RequestTimeout = TimeSpan.FromMilliseconds(200) });
        Assert.True((await Assert.ThrowsAsync<ElasticsearchUnreachableException>(() => client.GetInfoAsync())).TimedOut);
    }

    [Fact]
    public async Task Giving_up_a_search_closes_the_connection()
    {
        var closed = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.RequestAborted.Register(closed.SetResult);
            arrived.SetResult();
            await closed.Task;
        });
        using var client = server.Client();
        using var cancel = new CancellationTokenSource();
        var search = client.SearchAsync("a", "{}"u8.ToArray(), cancel.Token);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("elastic", "pa:ss", null, "Basic ZWxhc3RpYzpwYTpzcw==")]
    [InlineData(null, null, "abc=", "ApiKey abc=")]
    [InlineData(null, null, null, null)]
    public async Task Credentials_go_into_the_header(string? user, string? password, string? key, string? expected)
    {
        await using var server = await LoopbackServer.StartAsync(200, "{}");
        using var client = new ElasticsearchClient(new ElasticsearchClientOptions { Hosts = [server.Address], User = user, Password = password, ApiKey = key });
        await client.GetInfoAsync();
        Assert.Equal(expected, Assert.Single(server.Requests).Authorization);
    }

    [Fact]
    public async Task Indices_come_sorted_with_their_sizes()
    {
        await using var server = await LoopbackServer.StartAsync(200, """[{"health":"green","index":"b","docs.count":"12","store.size":"345"},{"health":"yellow","index":"a","docs.count":null,"store.size":null}]""");
        using var client = server.Client();
        Assert.Equal([new IndexSummary("a", "yellow", 0, 0), new IndexSummary("b", "green", 12, 345)], await client.ListIndicesAsync());
        Assert.Equal("/_cat/indices/*?format=json&bytes=b", server.Requests[0].Target);
    }

    [Fact]
    public async Task A_missing_document_is_null_and_a_missing_index_an_error()
    {
        await using var missing = await LoopbackServer.StartAsync(404, """{"_index":"a","_id":"x/y","found":false}""");
        using var client = missing.Client();
        Assert.Null(await client.GetDocumentAsync("a", "x/y"));
        Assert.Equal("/a/_doc/x%2Fy", Assert.Single(missing.Requests).Target);

        await using var noIndex = await LoopbackServer.StartAsync(404, """{"error":{"type":"index_not_found_exception","reason":"no such index [a]"},"status":404}""");
        using var other = noIndex.Client();
        Assert.Equal("index_not_found_exception", (await Assert.ThrowsAsync<ElasticsearchResponseException>(() => other.GetDocumentAsync("a", "1"))).Type);
    }

    private static ReadOnlySequence<byte> InTwoSegments(byte[] bytes)
    {
        var first = new Segment(bytes.AsMemory(0, 10), null);
        var last = new Segment(bytes.AsMemory(10), first);
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
