using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Bulk;
using El4k.Collector.Plugins.Outputs.Elasticsearch;

namespace El4k.Collector.Plugins.Tests.Outputs;

public sealed class ElasticsearchOutputTests : IDisposable
{
    private const string Stamp = "\"@timestamp\":\"2026-11-25T10:00:00.000Z\",\"@version\":\"1\"";

    private readonly FakeBulkServer _server = new();
    private readonly RecordingDeadLetters _deadLetters = new();
    private readonly RecordingLog _log = new();
    private readonly PluginContext _context;

    public ElasticsearchOutputTests() => _context = PluginContext.For("es", _log) with { DeadLetters = _deadLetters };

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Each_event_becomes_an_action_with_its_index_and_its_own_bytes()
    {
        await WriteAsync(Options(index: "logstash-%{service}-%{+YYYY.MM.dd}"), """{"service":"reports","n":1}""", """{"service":"billing","text":"ünï\nx"}""");

        var bulk = Assert.Single(_server.Bulks);
        Assert.Equal(
            [
                """{"index":{"_index":"logstash-reports-2026.11.25"}}""",
                $$"""{"service":"reports","n":1,{{Stamp}}}""",
                """{"index":{"_index":"logstash-billing-2026.11.25"}}""",
                $$"""{"service":"billing","text":"ünï\nx",{{Stamp}}}""",
            ],
            bulk.Lines);
        Assert.Equal("application/x-ndjson", bulk.Headers["content-type"]);
        Assert.Empty(_deadLetters.All);
    }

    [Theory]
    [InlineData("{}", "logstash-unknown-2026.11.25")]
    [InlineData("""{"service":null}""", "logstash-unknown-2026.11.25")]
    [InlineData("""{"service":"Reports API"}""", "logstash-reports_api-2026.11.25")]
    [InlineData("""{"service":"a/b\"c"}""", "logstash-a_b_c-2026.11.25")]
    [InlineData("""{"service":7}""", "logstash-7-2026.11.25")]
    public async Task No_event_is_refused_for_its_index_name(string json, string index)
    {
        await WriteAsync(Options(index: "logstash-%{service}-%{+YYYY.MM.dd}"), json);
        Assert.Equal(index, _server.Bulks.Single().Actions.Single().Index);
    }

    [Fact]
    public async Task A_field_missing_in_the_index_name_is_said_once_and_counted()
    {
        await WriteAsync(Options(index: "logs-%{service}"), "{}", "{}");
        Assert.Contains("logs-%{service}", Assert.Single(_log.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, _context.Counters.Read().Named["index_name_incomplete"]);
    }

    [Fact]
    public async Task An_id_routing_and_pipeline_are_of_the_event()
    {
        var options = Options() with
        {
            Action = BulkAction.Create,
            DocumentId = StringFormat.Parse("%{id}"),
            Routing = StringFormat.Parse("%{r}"),
            Pipeline = StringFormat.Parse("p"),
        };
        await WriteAsync(options, """{"id":"a\"1","r":"x"}""", """{"r":"y"}""");

        Assert.Equal("""{"create":{"_index":"i","_id":"a\u00221","routing":"x","pipeline":"p"}}""", _server.Bulks.Single().Lines[0]);
        Assert.Equal("""{"create":{"_index":"i","routing":"y","pipeline":"p"}}""", _server.Bulks.Single().Lines[2]);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_request_that_may_succeed_later_is_sent_again(int status)
    {
        _server.ReplyOnce(status);
        _server.ReplyOnce(status);
        await WriteAsync(Options(), """{"n":1}""");

        Assert.Equal(3, _server.Bulks.Count());
        Assert.Empty(_deadLetters.All);
        Assert.All(_log.Warnings, line => Assert.Contains($"{status}", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_documents_that_were_put_off_are_sent_again()
    {
        _server.ReplyItemsOnce(action => action.Document.Contains("\"n\":2", StringComparison.Ordinal) ? 429 : 201);
        _server.ReplyItemsOnce(_ => 503);
        await WriteAsync(Options(), """{"n":1}""", """{"n":2}""", """{"n":3}""");

        Assert.Equal([3, 1, 1], _server.Bulks.Select(bulk => bulk.Actions.Count()));
        Assert.Contains("\"n\":2", _server.Bulks.Last().Actions.Single().Document, StringComparison.Ordinal);
        Assert.Empty(_deadLetters.All);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"took":1,"items":[]}""")]
    [InlineData("""{"took":1,"errors":true,"items":[]}""")]
    [InlineData("""{"items":[{"index":{"status":201}}]}""")]
    public async Task An_answer_that_does_not_tell_of_every_document_acknowledges_none(string answer)
    {
        _server.ReplyOnce(200, answer);
        await WriteAsync(Options(), """{"n":1}""", """{"n":2}""");

        Assert.Equal([2, 2], _server.Bulks.Select(bulk => bulk.Actions.Count()));
        Assert.Contains("of 2 documents", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_says_only_that_nothing_failed_is_believed()
    {
        _server.ReplyOnce(200, """{"errors":false}""");
        await WriteAsync(Options(), """{"n":1}""", """{"n":2}""");
        Assert.Single(_server.Bulks);
    }

    [Fact]
    public async Task A_dead_letter_that_cannot_be_kept_is_waited_for_and_sends_no_document_twice()
    {
        _server.ReplyItemsOnce(action => action.Document.Contains("\"n\":2", StringComparison.Ordinal) ? 400 : 201);
        _deadLetters.Failures = 3;
        await WriteAsync(Options(), """{"n":1}""", """{"n":2}""", """{"n":3}""");

        Assert.Single(_server.Bulks);
        Assert.Single(_deadLetters.All);
        Assert.Equal(1, _context.Counters.Read().Named["refused"]);
        Assert.Equal(3, _log.Warnings.Count(line => line.Contains("dead letter", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    public async Task A_document_that_will_never_be_taken_is_dead_lettered_with_the_reason(int status)
    {
        _server.ReplyItemsOnce(action => action.Document.Contains("\"n\":2", StringComparison.Ordinal) ? status : 201);
        await WriteAsync(Options(), """{"n":1}""", """{"n":2}""", """{"n":3}""");

        var (id, refused, reason) = Assert.Single(_deadLetters.All);
        Assert.Equal("es", id);
        Assert.Contains("\"n\":2", refused, StringComparison.Ordinal);
        Assert.Contains($"{status} test_exception", reason, StringComparison.Ordinal);
        Assert.Single(_server.Bulks);
    }

    [Fact]
    public async Task A_document_that_exists_already_is_done_and_counted()
    {
        _server.ReplyItemsOnce(_ => 409);
        await WriteAsync(Options() with { Action = BulkAction.Create }, """{"n":1}""");
        Assert.Single(_server.Bulks);
        Assert.Empty(_deadLetters.All);
        Assert.Equal(1, _context.Counters.Read().Named["duplicates"]);
    }

    [Theory]
    [InlineData(413)]
    [InlineData(400)]
    public async Task A_request_that_is_too_large_is_split_until_only_the_bad_document_is_refused(int status)
    {
        for (var i = 0; i < 20; i++)
        {
            _server.Replies.Enqueue(request => request.Actions.Any(action => action.Document.Contains("\"n\":5,", StringComparison.Ordinal))
                ? new FakeReply(status, """{"error":{"type":"x","reason":"too much"}}""")
                : FakeReply.Items(request.Actions.Select(action => (action.Name, 201))));
        }

        await WriteAsync(Options(), [.. Enumerable.Range(0, 8).Select(i => $$"""{"n":{{i}},"x":1}""")]);

        var (_, refused, reason) = Assert.Single(_deadLetters.All);
        Assert.Contains("\"n\":5,", refused, StringComparison.Ordinal);
        Assert.Contains($"{status}: too much", reason, StringComparison.Ordinal);
        var accepted = _server.Bulks.Where(bulk => bulk.Actions.All(action => !action.Document.Contains("\"n\":5,", StringComparison.Ordinal))).Sum(bulk => bulk.Actions.Count());
        Assert.Equal(7, accepted);
    }

    [Fact]
    public async Task A_server_that_comes_back_gets_everything_once()
    {
        var port = _server.Port;
        _server.Dispose();
        var output = new ElasticsearchOutput(Options(), _context);
        await using (output)
        {
            var writing = output.WriteAsync(Events("""{"n":1}""", """{"n":2}"""), CancellationToken.None).AsTask();
            await Eventually.IsTrueAsync(() => _log.Warnings.Any(), "a warning says that the store is away");
            Assert.False(writing.IsCompleted);

            using var back = new FakeBulkServer(port);
            await writing.WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Equal(2, back.Bulks.Single().Actions.Count());
        }

        Assert.Contains("Trying again in", _log.Warnings.First(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_the_waiting()
    {
        _server.Dispose();
        await using var output = new ElasticsearchOutput(Options(), _context);
        using var stop = new CancellationTokenSource();
        var writing = output.WriteAsync(Events("{}"), stop.Token).AsTask();
        await Eventually.IsTrueAsync(() => _log.Warnings.Any(), "the output waits");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Large_deliveries_are_cut_into_requests_of_about_five_mebibytes()
    {
        var text = new string('x', 1_000_000);
        await WriteAsync(Options(), [.. Enumerable.Range(0, 12).Select(i => $$"""{"n":{{i}},"text":"{{text}}"}""")]);
        Assert.Equal([6, 6], _server.Bulks.Select(bulk => bulk.Actions.Count()));
    }

    [Fact]
    public async Task Requests_are_compressed_when_asked_for()
    {
        await WriteAsync(Options() with { CompressionLevel = 1 }, """{"n":1}""");
        Assert.Equal("gzip", _server.Bulks.Single().Headers["content-encoding"]);
        Assert.Single(_server.Bulks.Single().Actions);
    }

    [Fact]
    public async Task User_and_password_or_a_key_are_sent()
    {
        await WriteAsync(Options() with { User = "u", Password = "p" }, "{}");
        await WriteAsync(Options() with { ApiKey = "id:key" }, "{}");
        Assert.Equal(["Basic dTpw", "ApiKey aWQ6a2V5"], _server.Bulks.Select(bulk => bulk.Headers["authorization"]));
    }

    [Fact]
    public async Task Monitoring_documents_are_tried_once()
    {
        await using var output = new ElasticsearchOutput(Options(), _context);
        Assert.True(await output.WriteMonitoringAsync("el4k-ingest-2026.11.25", Events("""{"n":1}"""), CancellationToken.None));
        Assert.Equal("el4k-ingest-2026.11.25", _server.Bulks.Single().Actions.Single().Index);

        _server.ReplyOnce(503);
        Assert.False(await output.WriteMonitoringAsync("i", Events("{}"), CancellationToken.None));
        _server.Dispose();
        Assert.False(await output.WriteMonitoringAsync("i", Events("{}"), CancellationToken.None));
    }

    [Theory]
    [InlineData(false, "", "http://a:9200/", "a")]
    [InlineData(true, "", "https://a:9200/", "a")]
    [InlineData(false, "", "http://a:1/ http://b:9200/", "a:1 b")]
    [InlineData(false, "", "http://a:9200/ https://b:9200/", "http://a", "https://b")]
    [InlineData(false, "", "https://c/", "https://c:443")]
    [InlineData(false, "", "http://[::1]:9200/", "http://[::1]")]
    [InlineData(false, "/es", "http://a:9200/es http://b:9200/own", "a", "http://b/own")]
    [InlineData(false, "", "http://u:p@a:9200/", "http://u:p@a")]
    [InlineData(false, "", "http://a:9200/", "//a")]
    public void Hosts_take_every_form_that_logstash_takes(bool https, string path, string expected, params string[] hosts) =>
        Assert.Equal(expected, string.Join(' ', HostUris.Resolve(hosts, https, path).Select(uri => uri.AbsoluteUri)));

    [Theory]
    [InlineData("hosts", "")]
    [InlineData("hosts", "ftp://a")]
    [InlineData("hosts", "http://")]
    public void Hosts_that_are_none_are_refused(string option, string host) =>
        Assert.Equal(option, Refusal(new ElasticsearchOptions { Hosts = [host] }).Option);

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        Assert.Equal("api_key", Refusal(new ElasticsearchOptions { User = "u", Password = "p", ApiKey = "k" }).Option);
        Assert.Equal("password", Refusal(new ElasticsearchOptions { User = "u" }).Option);
        Assert.Equal("data_stream", Refusal(new ElasticsearchOptions { DataStream = "maybe" }).Option);
        Assert.Equal("timeout", Refusal(new ElasticsearchOptions { Timeout = 0 }).Option);
        Assert.Equal("compression_level", Refusal(new ElasticsearchOptions { CompressionLevel = 10 }).Option);
    }

    private static PluginOptionException Refusal(ElasticsearchOptions options) =>
        Assert.Throws<PluginOptionException>(() => new ElasticsearchOutput(options, PluginContext.For("es")));

    private static Event[] Events(params string[] json) => [.. json.Select(text =>
    {
        var source = Event.Parse(text);
        source.Timestamp = Timestamp.TryParse("2026-11-25T10:00:00Z", out var time) ? time : default;
        return source;
    })];

    private ElasticsearchOptions Options(string index = "i") => new()
    {
        Hosts = [_server.Url],
        Index = StringFormat.Parse(index),
        RetryInitialInterval = 0.02,
        RetryMaxInterval = 0.05,
    };

    private async Task WriteAsync(ElasticsearchOptions options, params string[] json)
    {
        await using var output = new ElasticsearchOutput(options, _context);
        await output.WriteAsync(Events(json), CancellationToken.None);
    }
}
