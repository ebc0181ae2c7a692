using System.IO.Compression;
using System.Text.Json.Nodes;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Network;
using El4k.Collector.Plugins.Outputs.Http;
using El4k.Collector.Plugins.Tests.Network;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Outputs;

public sealed class HttpOutputTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Each_event_is_a_request_with_the_event_as_json()
    {
        await using var server = await FakeHttpServer.StartAsync();
        await WriteAsync(Options(server, "/in/%{n}") with { Headers = new([new("X-N", StringFormat.Parse("%{n}")), new("X-Fixed", StringFormat.Parse("a: b"))]) }, OutputCodecs.Numbered(30));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"/in/{i}").Order(StringComparer.Ordinal), server.Requests.Select(request => request.Path).Order(StringComparer.Ordinal));
        foreach (var request in server.Requests)
        {
            Assert.Equal("POST", request.Method);
            Assert.Equal("application/json", request.Headers["Content-Type"]);
            Assert.Equal(request.Path[4..], JsonNode.Parse(request.Body)!["n"]!.ToString());
            Assert.Equal(request.Path[4..], request.Headers["X-N"]);
            Assert.Equal("a: b", request.Headers["X-Fixed"]);
        }
    }

    [Theory]
    [InlineData(BodyFormat.Json, "application/json", """{"text":"hello & bye","nested":{"n":"1","list":["1","x"]},"number":5}""")]
    [InlineData(BodyFormat.Form, "application/x-www-form-urlencoded", "text=hello+%26+bye&nested=%7B%22n%22%3A%221%22%2C%22list%22%3A%5B%221%22%2C%22x%22%5D%7D&number=5")]
    [InlineData(BodyFormat.Message, "text/plain", "1: hello & bye")]
    [InlineData(BodyFormat.JsonBatch, "application/json", """[{"text":"hello & bye","nested":{"n":"1","list":["1","x"]},"number":5}]""")]
    public async Task The_format_and_the_mapping_make_the_body(object format, string type, string body)
    {
        await using var server = await FakeHttpServer.StartAsync();
        var mapping = new EventMap
        {
            ["text"] = "%{message}",
            ["nested"] = new EventMap { ["n"] = "%{n}", ["list"] = new List<object?> { "%{n}", "x" } },
            ["number"] = 5L,
        };
        await WriteAsync(Options(server) with { Format = (BodyFormat)format, Mapping = mapping, Message = StringFormat.Parse("%{n}: %{message}") }, Event.Parse("""{"n":1,"message":"hello & bye"}"""));
        var request = Assert.Single(server.Requests);
        Assert.Equal(type, request.Headers["Content-Type"]);
        Assert.Equal(body, request.Body);
    }

    [Fact]
    public async Task A_batch_is_an_array_for_each_url_and_is_halved_when_it_is_too_large()
    {
        await using var server = await FakeHttpServer.StartAsync();
        server.Answer = (context, seen) =>
        {
            context.Response.StatusCode = JsonNode.Parse(seen.Body)!.AsArray().Count > 4 ? 413 : 200;
            return Task.CompletedTask;
        };
        var letters = new RecordingDeadLetters();
        await WriteAsync(Options(server, "/%{to}") with { Format = BodyFormat.JsonBatch }, letters, [.. Enumerable.Range(0, 12).Select(i => Event.Parse($$"""{"n":{{i}},"to":"{{(i < 9 ? "a" : "b")}}"}"""))]);
        var taken = server.Requests.Select(request => (request.Path, Numbers: JsonNode.Parse(request.Body)!.AsArray().Select(item => (int)item!["n"]!).ToArray())).Where(batch => batch.Numbers.Length <= 4).ToArray();
        Assert.Equal(Enumerable.Range(0, 9), taken.Where(batch => batch.Path == "/a").SelectMany(batch => batch.Numbers));
        Assert.Equal([9, 10, 11], taken.Where(batch => batch.Path == "/b").SelectMany(batch => batch.Numbers));
        Assert.Empty(letters.All);
    }

    [Fact]
    public async Task A_busy_server_is_tried_again_after_as_long_as_it_asks()
    {
        await using var server = await FakeHttpServer.StartAsync();
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var answers = 0;
        server.Answer = (context, _) =>
        {
            if (answers++ == 0)
            {
                context.Response.StatusCode = 503;
                context.Response.Headers.RetryAfter = "30";
            }

            return Task.CompletedTask;
        };
        await using var output = new HttpOutput(Options(server), PluginContext.For("http", clock: time));
        var writing = output.WriteAsync(OutputCodecs.Numbered(1), CancellationToken.None).AsTask();
        await Eventually.IsTrueAsync(() => server.Requests.Count == 1 && time.SetTimers == 1, "the output waits");
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Single(server.Requests);
        time.Advance(TimeSpan.FromSeconds(2));
        await writing.WaitAsync(Patience);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task What_the_server_refuses_is_kept_with_what_it_said()
    {
        await using var server = await FakeHttpServer.StartAsync();
        var letters = new RecordingDeadLetters();
        server.AnswerWith(400);
        await WriteAsync(Options(server, "/in"), letters, OutputCodecs.Numbered(1));
        var letter = Assert.Single(letters.All);
        Assert.Equal("http", letter.PluginId);
        Assert.Equal($"POST {server.Url}in: 400 Bad Request: because", letter.Reason);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Codes_can_be_made_success_and_retries_can_be_turned_off()
    {
        await using var server = await FakeHttpServer.StartAsync();
        var letters = new RecordingDeadLetters();
        server.AnswerWith(409);
        await WriteAsync(Options(server) with { IgnorableCodes = [409] }, letters, OutputCodecs.Numbered(1));
        Assert.Empty(letters.All);
        server.AnswerWith(503);
        await WriteAsync(Options(server) with { RetryFailed = false }, letters, OutputCodecs.Numbered(1));
        Assert.Single(letters.All);
        server.AnswerWith(429);
        await WriteAsync(Options(server) with { RetryableCodes = [500] }, letters, OutputCodecs.Numbered(1));
        Assert.Equal(2, letters.All.Count);
    }

    [Fact]
    public async Task A_server_that_is_away_is_waited_for_until_the_time_to_stop_is_over()
    {
        Uri url;
        await using (var gone = await FakeHttpServer.StartAsync())
        {
            url = gone.Url;
        }

        var log = new RecordingLog();
        await using var output = new HttpOutput(new HttpOutputOptions { Url = StringFormat.Parse(url.ToString()), HttpMethod = HttpVerb.Post }, PluginContext.For("http", log));
        using var giveUp = new CancellationTokenSource();
        var writing = output.WriteAsync(OutputCodecs.Numbered(1), CancellationToken.None).AsTask();
        await Eventually.IsTrueAsync(() => log.Warnings.Any(), "the wait is said");
        await using (var back = await FakeHttpServer.StartAsync(port: url.Port))
        {
            await writing.WaitAsync(Patience);
            Assert.Single(back.Requests);
        }

        var abandoned = output.WriteAsync(OutputCodecs.Numbered(1), giveUp.Token).AsTask();
        giveUp.CancelAfter(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_tried_again_at_once_and_then_after_a_pause()
    {
        await using var server = await FakeHttpServer.StartAsync();
        var requests = 0;
        server.Answer = (context, _) => Interlocked.Increment(ref requests) <= 2 ? Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted) : Task.CompletedTask;
        await WriteAsync(Options(server) with { SocketTimeout = 0.1, AutomaticRetries = 2 }, OutputCodecs.Numbered(1));

        // A busy machine may need more of them.
        Assert.InRange(requests, 3, 1000);
    }

    [Fact]
    public async Task A_redirect_keeps_method_and_body_and_the_password_stays_with_its_server()
    {
        await using var other = await FakeHttpServer.StartAsync();
        await using var server = await FakeHttpServer.StartAsync();
        server.Answer = (context, seen) =>
        {
            if (seen.Path == "/old")
            {
                context.Response.StatusCode = 302;
                context.Response.Headers.Location = $"http://localhost:{other.Url.Port}/new";
            }

            return Task.CompletedTask;
        };
        await WriteAsync(Options(server, "/old") with { User = "joe", Password = "secret" }, OutputCodecs.Numbered(1));
        Assert.StartsWith("Basic ", Assert.Single(server.Requests).Headers["Authorization"], StringComparison.Ordinal);
        var followed = Assert.Single(other.Requests);
        Assert.Equal(("POST", "/new"), (followed.Method, followed.Path));
        Assert.Contains("\"n\":0", followed.Body, StringComparison.Ordinal);
        Assert.False(followed.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Headers_that_open_doors_do_not_follow_a_redirect_to_another_server()
    {
        await using var other = await FakeHttpServer.StartAsync();
        await using var server = await FakeHttpServer.StartAsync();
        server.Answer = (context, seen) =>
        {
            if (seen.Path == "/old")
            {
                context.Response.StatusCode = 307;
                context.Response.Headers.Location = other.Url.GetLeftPart(UriPartial.Authority) + "/new";
            }

            return Task.CompletedTask;
        };
        OptionMap<string, StringFormat> headers = new(
            [new("authorization", StringFormat.Parse("Bearer x")), new("Cookie", StringFormat.Parse("a=b")), new("X-Api-Key", StringFormat.Parse("k")), new("X-N", StringFormat.Parse("%{n}"))]);
        await WriteAsync(Options(server, "/old") with { Headers = headers }, OutputCodecs.Numbered(1));
        Assert.Equal("Bearer x", Assert.Single(server.Requests).Headers["Authorization"]);
        var followed = Assert.Single(other.Requests);
        Assert.Equal("/new", followed.Path);
        Assert.DoesNotContain(followed.Headers.Keys, name => name.ToUpperInvariant() is "AUTHORIZATION" or "COOKIE" or "X-API-KEY" or "X-N");
    }

    [Fact]
    public async Task A_header_of_any_characters_holds_no_event_up_and_what_could_not_be_sent_is_said()
    {
        await using var server = await FakeHttpServer.StartAsync();
        var log = new RecordingLog();
        var context = PluginContext.For("http", log);
        await using var output = new HttpOutput(Options(server) with { Headers = new([new("X-User", StringFormat.Parse("%{user}")), new("X-N", StringFormat.Parse("%{n}"))]) }, context);
        await output.WriteAsync(new[] { Event.Parse("""{"n":1,"user":"J\u00fcrgen\t\u4e2d"}""") }, CancellationToken.None).AsTask().WaitAsync(Patience);
        Assert.Empty(log.Warnings);
        await output.WriteAsync(new[] { Event.Parse("""{"n":2,"user":"a\r\nX-Admin: yes\u0000\u007f!"}""") }, CancellationToken.None).AsTask().WaitAsync(Patience);
        Assert.Equal(["1", "2"], server.Requests.Select(request => request.Headers["X-N"]));
        Assert.Equal("a  X-Admin: yes  !", server.Requests.Last().Headers["X-User"]);
        Assert.DoesNotContain("X-Admin", server.Requests.Last().Headers.Keys);
        Assert.Contains("headers => { \"X-User\" =>", Assert.Single(log.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, context.Counters.Read().Named["changed_headers"]);
    }

    [Theory]
    [InlineData("Authorization", "of/our own: x=1")]
    [InlineData("Content-Encoding", "aws-chunked")]
    [InlineData("Host", "inner.example")]
    [InlineData("User-Agent", "(no product")]
    [InlineData("If-Modified-Since", "never")]
    public async Task A_header_is_sent_as_it_is_given(string name, string value)
    {
        await using var server = await FakeHttpServer.StartAsync();
        await WriteAsync(Options(server) with { Headers = new([new(name, StringFormat.Parse(value))]), HttpCompression = true }, OutputCodecs.Numbered(1));
        Assert.Equal(value, Assert.Single(server.Requests).Headers[name]);
    }

    [Theory]
    [InlineData("X Service", "secret", "X-Service")]
    [InlineData("X-Service:", "secret", "X-Service")]
    [InlineData("", "secret", "the name")]
    [InlineData("Größe", "secret", "Gr--e")]
    [InlineData("content-length", "5", "leave it out")]
    [InlineData("Transfer-Encoding", "gzip", "leave it out")]
    [InlineData("X-Service", "secret\n", "line break")]
    [InlineData("X-Service", "%{n}\r\nX-Admin: secret", "line break")]
    [InlineData("X-Service", "secret\u007f", "control character")]
    public void Headers_that_cannot_be_sent_are_refused_with_what_can(string name, string value, string instead)
    {
        var options = new HttpOutputOptions { Url = StringFormat.Parse("http://127.0.0.1"), HttpMethod = HttpVerb.Post, Headers = new([new("X-Good", StringFormat.Parse("x")), new(name, StringFormat.Parse(value))]) };
        var refusal = Assert.Throws<PluginOptionException>(() => new HttpOutput(options, PluginContext.For("http")));
        Assert.Equal("headers", refusal.Option);
        Assert.Contains($"\"{name}\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(instead, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_in_the_url_is_used_and_not_told()
    {
        await using var server = await FakeHttpServer.StartAsync();
        server.Answer = (context, _) =>
        {
            context.Response.StatusCode = 400;
            return Task.CompletedTask;
        };
        var letters = new RecordingDeadLetters();
        var url = StringFormat.Parse($"http://joe:s%65cret@127.0.0.1:{server.Url.Port}/in?token=secret");
        await WriteAsync(Options(server) with { Url = url }, letters, OutputCodecs.Numbered(1));
        Assert.Equal("Basic " + Convert.ToBase64String("joe:secret"u8), Assert.Single(server.Requests).Headers["Authorization"]);
        Assert.DoesNotContain("cret", Assert.Single(letters.All).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_can_be_packed()
    {
        await using var server = await FakeHttpServer.StartAsync();
        await WriteAsync(Options(server) with { HttpCompression = true }, OutputCodecs.Numbered(1));
        var request = Assert.Single(server.Requests);
        Assert.Equal("gzip", request.Headers["Content-Encoding"]);
        using var reader = new StreamReader(new GZipStream(new MemoryStream(request.Bytes), CompressionMode.Decompress));
        Assert.Equal(0, (int)JsonNode.Parse(await reader.ReadToEndAsync())!["n"]!);
    }

    [Fact]
    public async Task An_event_whose_url_is_none_is_kept()
    {
        await using var server = await FakeHttpServer.StartAsync();
        var letters = new RecordingDeadLetters();
        await WriteAsync(Options(server) with { Url = StringFormat.Parse("%{to}") }, letters, Event.Parse("""{"to":"file:///etc/passwd"}"""), Event.Parse($$"""{"to":"{{server.Url}}"}"""));
        Assert.Contains("no URL", Assert.Single(letters.All).Reason, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Over_tls_the_server_is_checked_and_the_client_shows_its_certificate()
    {
        using var authority = new TestAuthority();
        var own = authority.Issue("server");
        var client = authority.Issue("client");
        var tls = new TlsServer(new HttpOutputOptions { SslCertificate = own.CertificateFile, SslKey = own.KeyFile, SslCertificateAuthorities = [authority.File] }, PluginContext.For("tcp"));
        await using var server = await FakeHttpServer.StartAsync(tls);
        var options = Options(server) with { SslCertificate = client.CertificateFile, SslKey = client.KeyFile, SslCertificateAuthorities = [authority.File] };
        await WriteAsync(options, OutputCodecs.Numbered(1));
        Assert.Single(server.Requests);

        var letters = new RecordingDeadLetters();
        await WriteAsync(options with { SslCertificateAuthorities = [], RetryFailed = false }, letters, OutputCodecs.Numbered(1));
        Assert.Single(letters.All);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("certificate", 1)]
    public async Task A_certificate_for_another_name_is_refused_unless_names_do_not_count(string? mode, int requests)
    {
        using var authority = new TestAuthority();
        var other = authority.Issue("server", otherName: "elsewhere.example");
        await using var server = await FakeHttpServer.StartAsync(new TlsServer(new HttpOutputOptions { SslCertificate = other.CertificateFile, SslKey = other.KeyFile }, PluginContext.For("tcp")));
        var options = Options(server) with { SslCertificateAuthorities = [authority.File], RetryFailed = false, SslVerificationMode = mode is null ? null : TlsVerificationMode.Certificate };
        var letters = new RecordingDeadLetters();
        await WriteAsync(options, letters, OutputCodecs.Numbered(1));
        Assert.Equal((requests, 1 - requests), (server.Requests.Count, letters.All.Count));
    }

    [Fact]
    public async Task Requests_go_through_a_proxy()
    {
        await using var proxy = await FakeHttpServer.StartAsync();
        var options = new HttpOutputOptions
        {
            Url = StringFormat.Parse("http://far.example/in"),
            HttpMethod = HttpVerb.Put,
            Proxy = new EventMap { ["host"] = "127.0.0.1", ["port"] = (long)proxy.Url.Port },
        };
        await WriteAsync(options, OutputCodecs.Numbered(1));
        var request = Assert.Single(proxy.Requests);
        Assert.Equal(("PUT", "far.example"), (request.Method, request.Headers["Host"]));
    }

    [Theory]
    [InlineData("url")]
    [InlineData("message")]
    [InlineData("mapping")]
    [InlineData("password")]
    [InlineData("proxy")]
    [InlineData("retryable_codes")]
    [InlineData("request_timeout")]
    [InlineData("pool_max")]
    [InlineData("automatic_retries")]
    [InlineData("content_type")]
    public void What_cannot_be_meant_is_refused(string option)
    {
        var good = new HttpOutputOptions { Url = StringFormat.Parse("http://127.0.0.1"), HttpMethod = HttpVerb.Post };
        var options = option switch
        {
            "url" => good with { Url = StringFormat.Parse("127.0.0.1:8080") },
            "message" => good with { Format = BodyFormat.Message },
            "mapping" => good with { Mapping = "text" },
            "password" => good with { User = "joe" },
            "proxy" => good with { Proxy = "not a proxy" },
            "retryable_codes" => good with { RetryableCodes = [42] },
            "request_timeout" => good with { RequestTimeout = 0 },
            "content_type" => good with { ContentType = "text/plain\n" },
            "pool_max" => good with { PoolMax = 0 },
            _ => good with { AutomaticRetries = -1 },
        };
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new HttpOutput(options, PluginContext.For("http"))).Option);
    }

    private static HttpOutputOptions Options(FakeHttpServer server, string path = "/") =>
        new() { Url = StringFormat.Parse(server.Url.GetLeftPart(UriPartial.Authority) + path), HttpMethod = HttpVerb.Post };

    private static Task WriteAsync(HttpOutputOptions options, params Event[] events) => WriteAsync(options, new RecordingDeadLetters(), events);

    private static async Task WriteAsync(HttpOutputOptions options, RecordingDeadLetters letters, params Event[] events)
    {
        await using var output = new HttpOutput(options, PluginContext.For("http") with { DeadLetters = letters });
        await output.WriteAsync(events, CancellationToken.None).AsTask().WaitAsync(Patience);
    }
}
