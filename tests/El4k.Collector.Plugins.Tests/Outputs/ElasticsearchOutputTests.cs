using System.Text;
using System.Text.Json;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Bulk;
using El4k.Collector.Plugins.Outputs.Elasticsearch;
using El4k.Testing;

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
    [InlineData("""{"extra":{"service":"Billing"}}""", "logstash-billing-2026.11.25")]
    [InlineData("""{"service":"own","extra":{"service":"other"}}""", "logstash-own-2026.11.25")]
    [InlineData("""{"extra":{"service":""}}""", "logstash-unknown-2026.11.25")]
    public async Task No_event_is_refused_for_its_index_name(string json, string index)
    {
        await WriteAsync(Options(index: "logstash-%{service}-%{+YYYY.MM.dd}"), json);
        Assert.Equal(index, _server.Bulks.Single().Actions.Single().Index);
    }

    [Fact]
    public async Task A_header_of_any_letters_is_sent()
    {
        await WriteAsync(Options() with { CustomHeaders = new([new("X-Team", "Zürich")]) }, "{}").WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Single(_server.Bulks);
        Assert.All(_server.Requests, request => Assert.Equal("Zürich", request.Headers["x-team"]));
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
            Action = StringFormat.Parse("create"),
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
        Assert.Equal(3, _log.Errors.Count(line => line.Contains("dead letter", StringComparison.Ordinal)));
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
        await WriteAsync(Options() with { Action = StringFormat.Parse("create") }, """{"n":1}""");
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

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    public async Task Every_level_of_compression_can_be_read(int level)
    {
        await WriteAsync(Options() with { CompressionLevel = level }, """{"n":1}""");
        Assert.Single(_server.Bulks.Single().Actions);
    }

    [Fact]
    public async Task Headers_parameters_and_the_path_of_bulk_requests_are_sent()
    {
        var options = Options() with
        {
            Path = "/es",
            BulkPath = "/own/_bulk",
            Parameters = new OptionMap<string, string>([new("tenant", "a b"), new("x", "1")]),
            CustomHeaders = new OptionMap<string, string>([new("X-Tenant", "a")]),
        };
        await WriteAsync(options, "{}");

        Assert.Equal("/own/_bulk?filter_path=errors%2Citems.%2A.error%2Citems.%2A.status&tenant=a%20b&x=1", _server.Bulks.Single().Target);
        Assert.Equal("a", _server.Bulks.Single().Headers["x-tenant"]);
        Assert.Equal("/es/_index_template/logstash?tenant=a%20b&x=1", _server.Requests.First().Target);
    }

    [Fact]
    public async Task A_template_is_put_into_a_store_that_has_none_before_the_first_document()
    {
        _server.Others = request => new FakeReply(request.Method == "HEAD" ? 404 : 200, """{"acknowledged":true}""");
        await using var output = new ElasticsearchOutput(Options(), _context);
        await output.WriteAsync(Events("{}"), CancellationToken.None);
        await output.WriteAsync(Events("{}"), CancellationToken.None);

        Assert.Equal(
            ["HEAD /_index_template/logstash", "HEAD /_template/logstash", "PUT /_index_template/logstash", "POST /_bulk", "POST /_bulk"],
            _server.Requests.Select(request => $"{request.Method} {request.Target.Split('?')[0]}"));
        using var template = JsonDocument.Parse(_server.Requests.ElementAt(2).Body);
        Assert.Equal("logstash-*", template.RootElement.GetProperty("index_patterns")[0].GetString());
        var mappings = template.RootElement.GetProperty("template").GetProperty("mappings");
        Assert.Equal("date", mappings.GetProperty("properties").GetProperty("@timestamp").GetProperty("type").GetString());
        Assert.Equal("keyword", mappings.GetProperty("dynamic_templates")[0].GetProperty("strings").GetProperty("mapping").GetProperty("fields").GetProperty("keyword").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    public async Task A_store_without_the_newer_templates_gets_an_older_one(int status)
    {
        _server.Others = request => new FakeReply(request.Target.StartsWith("/_index_template", StringComparison.Ordinal) ? status : request.Method == "HEAD" ? 404 : 200, "{}");
        await WriteAsync(Options(), "{}");

        var put = _server.Requests.Last(request => request.Method == "PUT");
        Assert.Equal("/_template/logstash", put.Target);
        Assert.Contains("\"index_patterns\":[\"logstash-*\"]", Encoding.UTF8.GetString(put.Body), StringComparison.Ordinal);
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public async Task A_store_that_refuses_templates_is_warned_of_once_and_gets_its_documents()
    {
        _server.Others = request => new FakeReply(request.Method == "HEAD" ? 404 : 400, """{"error":{"type":"x","reason":"no templates here"}}""");
        await using var output = new ElasticsearchOutput(Options(), _context);
        await output.WriteAsync(Events("{}"), CancellationToken.None);
        await output.WriteAsync(Events("{}"), CancellationToken.None);

        Assert.Contains("no templates here", Assert.Single(_log.Warnings), StringComparison.Ordinal);
        Assert.Equal(2, _server.Bulks.Count());
    }

    [Fact]
    public async Task A_store_that_is_busy_is_waited_for_with_the_template_too()
    {
        var tries = 0;
        _server.Others = request => new FakeReply(++tries < 3 ? 503 : request.Method == "HEAD" ? 404 : 200, "{}");
        await WriteAsync(Options(), "{}");

        Assert.Equal(1, _server.Requests.Count(request => request.Method == "PUT"));
        Assert.Equal(2, _log.Warnings.Count());
    }

    [Fact]
    public async Task A_template_of_ones_own_takes_the_place_of_the_one_that_is_there()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("template.json", """{"index_patterns":["logs-*"],"template":{"settings":{}}}""");
        await WriteAsync(Options() with { Template = file, TemplateName = "my logs", TemplateOverwrite = true }, "{}");

        var put = Assert.Single(_server.Requests, request => request.Method == "PUT");
        Assert.Equal("/_index_template/my%20logs", put.Target);
        Assert.Equal("""{"index_patterns":["logs-*"],"template":{"settings":{}}}""", Encoding.UTF8.GetString(put.Body));
        Assert.DoesNotContain(_server.Requests, request => request.Method == "HEAD");

        Assert.Equal("template", Refusal(new ElasticsearchOptions { Template = file + "x" }).Option);
        Assert.Equal("template", Refusal(new ElasticsearchOptions { Template = folder.Write("bad.json", "[") }).Option);
    }

    [Fact]
    public async Task Without_managed_templates_nothing_is_asked()
    {
        await WriteAsync(Options() with { ManageTemplate = false }, "{}");
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Errors_are_dropped_dead_lettered_or_kept_quiet_as_the_options_say()
    {
        var options = Options() with { DropErrorTypes = ["test_exception"] };
        _server.ReplyItemsOnce(_ => 404);
        await WriteAsync(options, """{"n":1}""");
        Assert.Empty(_deadLetters.All);
        Assert.Equal(1, _context.Counters.Read().Dropped);
        Assert.Single(_log.Warnings);

        _server.ReplyItemsOnce(_ => 404);
        await WriteAsync(options with { SilenceErrorsInLog = ["test_exception"] }, """{"n":1}""");
        Assert.Single(_log.Warnings);

        _server.ReplyItemsOnce(_ => 429);
        await WriteAsync(Options() with { DlqCustomCodes = [429] }, """{"n":2}""");
        Assert.Contains("429", Assert.Single(_deadLetters.All).Reason, StringComparison.Ordinal);

        _server.ReplyItemsOnce(_ => 503);
        await WriteAsync(Options() with { SilenceErrorsInLog = ["test_exception"] }, """{"n":3}""");
        Assert.Single(_log.Warnings);
        Assert.Equal(5, _server.Bulks.Count());
    }

    [Fact]
    public async Task An_event_that_lacks_a_field_of_the_index_name_is_dead_lettered_when_asked_for()
    {
        await WriteAsync(Options(index: "logs-%{service}") with { DlqOnFailedIndexName = true }, """{"n":1}""", """{"service":"a"}""");
        Assert.Contains("logs-%{service}", Assert.Single(_deadLetters.All).Reason, StringComparison.Ordinal);
        Assert.Equal("logs-a", _server.Bulks.Single().Actions.Single().Index);
    }

    [Fact]
    public async Task An_update_that_meets_another_one_is_tried_again_and_a_delete_of_nothing_is_done()
    {
        var options = Options() with { Action = StringFormat.Parse("%{a}"), DocumentId = StringFormat.Parse("%{id}") };
        _server.Replies.Enqueue(_ => new FakeReply(200, """
            {"errors":true,"items":[{"update":{"status":409,"error":{"type":"version_conflict_engine_exception","reason":"c"}}},{"delete":{"status":404}}]}
            """));
        await WriteAsync(options, """{"a":"update","id":"1"}""", """{"a":"delete","id":"2"}""");

        Assert.Equal(2, _server.Bulks.Count());
        Assert.Single(_server.Bulks.Last().Lines, line => line.StartsWith("{\"update\"", StringComparison.Ordinal));
        Assert.Empty(_deadLetters.All);
        Assert.Equal(1, _context.Counters.Read().Named["not_found"]);
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

    [Fact]
    public async Task Monitoring_documents_that_are_refused_among_others_are_told_and_not_sent_again()
    {
        await using var output = new ElasticsearchOutput(Options(), _context);
        _server.Replies.Enqueue(_ => new FakeReply(200, """
            {"errors":true,"items":[{"index":{"status":201}},{"index":{"status":400,"error":{"type":"mapper_parsing_exception","reason":"no number"}}}]}
            """));
        Assert.True(await output.WriteMonitoringAsync("i", Events("""{"n":1}""", """{"n":"x"}"""), CancellationToken.None));
        Assert.Single(_server.Bulks);
        Assert.Contains("refused 1 of 2", Assert.Single(_log.Warnings, line => line.Contains("mapper_parsing_exception: no number", StringComparison.Ordinal)), StringComparison.Ordinal);

        // When all are refused nothing has counted, and the next report has these counts too.
        _server.Replies.Enqueue(_ => new FakeReply(200, """
            {"errors":true,"items":[{"index":{"status":400,"error":{"type":"t","reason":"r"}}},{"index":{"status":400,"error":{"type":"t","reason":"r"}}}]}
            """));
        Assert.False(await output.WriteMonitoringAsync("i", Events("""{"n":1}""", """{"n":2}"""), CancellationToken.None));
    }

    [Fact]
    public async Task Monitoring_documents_that_are_all_refused_are_told_once_until_they_are_taken_with_the_stores_reason()
    {
        await using var output = new ElasticsearchOutput(Options(), _context);
        async Task RefuseAsync(int status, string reply)
        {
            _server.Replies.Enqueue(_ => new FakeReply(status, reply));
            Assert.False(await output.WriteMonitoringAsync("i", Events("{}"), CancellationToken.None));
        }

        const string Forbidden = """{"errors":true,"items":[{"index":{"status":403,"error":{"type":"security_exception","reason":"may not write"}}}]}""";
        await RefuseAsync(503, "{}");
        await RefuseAsync(200, Forbidden.Replace("403", "429", StringComparison.Ordinal));
        Assert.Empty(_log.Warnings);

        await RefuseAsync(200, Forbidden);
        await RefuseAsync(200, Forbidden);
        var line = Assert.Single(_log.Warnings);
        Assert.Contains("403 security_exception: may not write", line, StringComparison.Ordinal);
        Assert.Contains("monitoring.enabled", line, StringComparison.Ordinal);

        Assert.True(await output.WriteMonitoringAsync("i", Events("{}"), CancellationToken.None));
        await RefuseAsync(403, """{"error":{"type":"security_exception","reason":"not at all"}}""");
        Assert.Equal(2, _log.Warnings.Count());
        Assert.Contains("not at all", _log.Warnings.Last(), StringComparison.Ordinal);
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
        Assert.Equal("action", Refusal(new ElasticsearchOptions { Action = StringFormat.Parse("upsert") }).Option);
        Assert.Equal("document_id", Refusal(new ElasticsearchOptions { Action = StringFormat.Parse("update") }).Option);
        Assert.Equal("data_stream", Refusal(new ElasticsearchOptions { DataStreamType = "logs" }).Option);
        Assert.Equal("index", Refusal(new ElasticsearchOptions { DataStream = "true", Index = StringFormat.Parse("i") }).Option);
        Assert.Equal("action", Refusal(new ElasticsearchOptions { DataStream = "true", Action = StringFormat.Parse("delete"), DocumentId = StringFormat.Parse("1") }).Option);
        Assert.Equal("ilm_enabled", Refusal(new ElasticsearchOptions { IlmEnabled = "yes" }).Option);
        Assert.Equal("cloud_id", Refusal(new ElasticsearchOptions { CloudId = "name:x" }).Option);
        Assert.Equal("cloud_auth", Refusal(new ElasticsearchOptions { CloudAuth = "user" }).Option);
        Assert.Equal("join_field", Refusal(new ElasticsearchOptions { JoinField = FieldReference.Parse("j") }).Option);
        Assert.Equal("custom_headers", Refusal(new ElasticsearchOptions { CustomHeaders = new([new("X Tenant", "a")]) }).Option);
        Assert.Equal("custom_headers", Refusal(new ElasticsearchOptions { CustomHeaders = new([new("X-Tenant", "a\n")]) }).Option);
        Assert.Equal("custom_headers", Refusal(new ElasticsearchOptions { CustomHeaders = new([new("content-type", "text/plain")]) }).Option);
        Assert.Equal("script_type", Refusal(new ElasticsearchOptions { ScriptType = "x" }).Option);
        Assert.Equal("proxy", Refusal(new ElasticsearchOptions { Proxy = "host" }).Option);
        Assert.Equal("ca_trusted_fingerprint", Refusal(new ElasticsearchOptions { CaTrustedFingerprints = ["ab"] }).Option);
    }

    [Fact]
    public void A_deployment_of_a_cloud_is_found_by_its_id()
    {
        var id = "logs:" + Convert.ToBase64String("eu-central-1.aws.cloud.es.io$abc$def"u8);
        Assert.Equal("https://abc.eu-central-1.aws.cloud.es.io/", ElasticsearchOptionsCheck.Hosts(new ElasticsearchOptions { CloudId = id }).Single().AbsoluteUri);
        Assert.Equal(("elastic", "p:w"), ElasticsearchOptionsCheck.Login(new ElasticsearchOptions { CloudAuth = "elastic:p:w" }));
    }

    [Fact]
    public void Policies_that_are_asked_for_are_answered_with_what_happens_instead()
    {
        _ = ElasticsearchOptionsCheck.Settings(new ElasticsearchOptions { IlmEnabled = "true", IlmRolloverAlias = "logs" }, _context);
        Assert.Contains("\"logs\"", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_asks_for_a_pause_without_measure_is_asked_again_after_some_minutes()
    {
        _server.Replies.Enqueue(_ => new FakeReply(503, "{}") { Headers = "Retry-After: 99999999\r\n" });
        await using var output = new ElasticsearchOutput(Options(), _context);
        using var stop = new CancellationTokenSource();
        var writing = output.WriteAsync(Events("{}"), stop.Token).AsTask();

        await Eventually.IsTrueAsync(() => writing.IsCompleted || _log.Warnings.Any(line => line.EndsWith("Trying again in 300 s.", StringComparison.Ordinal)), "the output waits for five minutes");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
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
