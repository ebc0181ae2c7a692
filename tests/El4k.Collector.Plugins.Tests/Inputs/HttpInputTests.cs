using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.Plain;
using El4k.Collector.Plugins.Inputs.Http;
using El4k.Collector.Plugins.Network;
using El4k.Collector.Plugins.Tests.Network;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class HttpInputTests
{
    private static readonly FieldReference Number = FieldReference.Parse("n");

    private static ICodec Plain { get; } = new PlainCodec(new PlainOptions(), PluginContext.For("codec"));

    [Fact]
    public async Task A_body_is_read_by_the_codec_of_its_content_type_and_answered_ok()
    {
        await using var input = await StartAsync(new HttpInputOptions());
        using var client = Client(input);
        await ExpectAsync(HttpStatusCode.OK, await client.PostAsync("/a?b=c", Json("""[{"n":1},{"n":2}]""")));
        await ExpectAsync(HttpStatusCode.OK, await client.PutAsync("/", new StringContent("plain text", Encoding.UTF8, "text/plain")));

        var events = await input.Published.WaitForAsync(3);
        Assert.Equal([1L, 2L, null], events.Select(item => item.Get(Number)));
        Assert.Equal("plain text", events[2].Get(FieldReference.Message));
        Assert.All(events, item => Assert.Equal("127.0.0.1", item.Get(FieldReference.Parse("host"))));
        Assert.Equal("POST", events[0].Get(FieldReference.Parse("[headers][request_method]")));
        Assert.Equal("/a?b=c", events[0].Get(FieldReference.Parse("[headers][request_path]")));
        Assert.Equal("HTTP/1.1", events[0].Get(FieldReference.Parse("[headers][http_version]")));
        Assert.Equal("application/json; charset=utf-8", events[0].Get(FieldReference.Parse("[headers][content_type]")));
        Assert.NotNull(events[0].Get(FieldReference.Parse("[headers][http_host]")));
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, "shop.example:8080", """{"message":"hi","host":"127.0.0.1","headers":{"http_host":"shop.example:8080","http_user_agent":"probe/1","content_type":"text/plain","content_length":"2","request_method":"PUT","request_path":"/a?b=c","http_version":"HTTP/1.1"}}""")]
    [InlineData(EcsCompatibility.V1, "shop.example:8080", """{"message":"hi","host":{"ip":"127.0.0.1"},"http":{"version":"HTTP/1.1","method":"PUT","request":{"mime_type":"text/plain","body":{"bytes":"2"}}},"user_agent":{"original":"probe/1"},"url":{"domain":"shop.example","port":8080,"path":"/a?b=c"},"@metadata":{"input":{"http":{"request":{"headers":{"http_host":"shop.example:8080","http_user_agent":"probe/1","content_type":"text/plain","content_length":"2","request_method":"PUT","request_path":"/a?b=c","http_version":"HTTP/1.1"}}}}}}""")]
    [InlineData(EcsCompatibility.V8, "shop.example", """{"message":"hi","host":{"ip":"127.0.0.1"},"http":{"version":"HTTP/1.1","method":"PUT","request":{"mime_type":"text/plain","body":{"bytes":"2"}}},"user_agent":{"original":"probe/1"},"url":{"domain":"shop.example","path":"/a?b=c"},"@metadata":{"input":{"http":{"request":{"headers":{"http_host":"shop.example","http_user_agent":"probe/1","content_type":"text/plain","content_length":"2","request_method":"PUT","request_path":"/a?b=c","http_version":"HTTP/1.1"}}}}}}""")]
    [InlineData(EcsCompatibility.V8, "[::1]:99", """{"message":"hi","host":{"ip":"127.0.0.1"},"http":{"version":"HTTP/1.1","method":"PUT","request":{"mime_type":"text/plain","body":{"bytes":"2"}}},"user_agent":{"original":"probe/1"},"url":{"domain":"::1","port":99,"path":"/a?b=c"},"@metadata":{"input":{"http":{"request":{"headers":{"http_host":"[::1]:99","http_user_agent":"probe/1","content_type":"text/plain","content_length":"2","request_method":"PUT","request_path":"/a?b=c","http_version":"HTTP/1.1"}}}}}}""")]
    public async Task Fields_have_the_names_asked_for(EcsCompatibility mode, string host, string expected)
    {
        await using var input = await RunningInput.StartAsync(new HttpInput(new HttpInputOptions { Port = 0 }, Context() with { EcsCompatibility = mode }), Plain);
        using var client = Client(input);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/a?b=c") { Content = new ByteArrayContent("hi"u8.ToArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        request.Headers.Host = host;
        request.Headers.UserAgent.ParseAdd("probe/1");
        await ExpectAsync(HttpStatusCode.OK, await client.SendAsync(request));
        WholeEvent.AssertIs(expected, Assert.Single(await input.Published.WaitForAsync(1)));
    }

    [Fact]
    public async Task Fields_that_are_named_are_taken_whichever_names_the_others_have()
    {
        var options = new HttpInputOptions { Port = 0, RemoteHostField = FieldReference.Parse("from"), RequestHeadersField = FieldReference.Parse("h") };
        await using var input = await RunningInput.StartAsync(new HttpInput(options, Context() with { EcsCompatibility = EcsCompatibility.V1 }), Plain);
        using var client = Client(input);
        await ExpectAsync(HttpStatusCode.OK, await client.PostAsync("/", new StringContent("x")));
        var told = Assert.Single(await input.Published.WaitForAsync(1));
        Assert.Equal("127.0.0.1", told.Get(FieldReference.Parse("from")));
        Assert.Equal("POST", told.Get(FieldReference.Parse("[h][request_method]")));
        Assert.False(told.Contains(FieldReference.Parse("host")));
    }

    [Fact]
    public async Task The_answer_waits_until_the_events_are_delivered()
    {
        await using var input = await StartAsync(new HttpInputOptions { ResponseCode = 202, ResponseHeaders = new([new("X-Collector", "el4k")]) }, published => published.Outcome = null);
        using var client = Client(input);
        var asking = client.PostAsync("/", Json("""{"n":1}"""));
        await input.Published.WaitForAsync(1);
        await Task.Delay(50);
        Assert.False(asking.IsCompleted);
        Assert.True(input.Published.OpenBatches.TryDequeue(out var batch));
        batch.Complete(BatchOutcome.Delivered);
        var response = await asking;
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("el4k", response.Headers.GetValues("X-Collector").Single());
    }

    [Fact]
    public async Task Events_that_are_abandoned_or_late_are_asked_for_again()
    {
        await using var input = await StartAsync(new HttpInputOptions { AcknowledgementTimeout = 0.2 }, published => published.Outcome = BatchOutcome.Abandoned);
        using var client = Client(input);
        var abandoned = await client.PostAsync("/", Json("""{"n":1}"""));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, abandoned.StatusCode);
        Assert.NotNull(abandoned.Headers.RetryAfter);
        input.Published.Outcome = null;
        var late = await client.PostAsync("/", Json("""{"n":2}"""));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
        Assert.Contains("acknowledgement_timeout", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_queue_is_full_senders_are_told_to_come_again()
    {
        await using var input = await StartAsync(new HttpInputOptions { AcknowledgementTimeout = 2 }, published => published.Fill());
        using var client = Client(input);
        var busy = await client.PostAsync("/", Json("""{"n":1}"""));
        Assert.Equal(HttpStatusCode.TooManyRequests, busy.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), busy.Headers.RetryAfter!.Delta);

        // A body that makes a full batch stands in line, as long as its sender would wait anyway.
        var large = Json("[" + string.Join(',', Enumerable.Repeat("""{"n":2}""", 2000)) + "]");
        await ExpectAsync(HttpStatusCode.ServiceUnavailable, await client.PostAsync("/", large));
        input.Published.MakeRoom();
        await ExpectAsync(HttpStatusCode.OK, await client.PostAsync("/", large));
        Assert.Equal(2000, input.Published.Events.Count);
    }

    [Fact]
    public async Task More_requests_than_may_be_pending_are_told_to_come_again()
    {
        await using var input = await StartAsync(new HttpInputOptions { MaxPendingRequests = 2 }, published => published.Outcome = null);
        using var client = Client(input);
        var waiting = new[] { client.PostAsync("/", Json("""{"n":1}""")), client.PostAsync("/", Json("""{"n":2}""")) };
        await input.Published.WaitForAsync(2);
        await ExpectAsync(HttpStatusCode.TooManyRequests, await client.PostAsync("/", Json("""{"n":3}""")));
        while (input.Published.OpenBatches.TryDequeue(out var batch))
        {
            batch.Complete(BatchOutcome.Delivered);
        }

        Assert.All(await Task.WhenAll(waiting), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Packed_bodies_are_unpacked(string encoding)
    {
        await using var input = await StartAsync(new HttpInputOptions());
        using var client = Client(input);
        await ExpectAsync(HttpStatusCode.OK, await client.PostAsync("/", Packed("""{"n":1}""", encoding)));
        Assert.Equal(1L, (await input.Published.WaitForAsync(1))[0].Get(Number));
    }

    [Fact]
    public async Task A_body_is_bounded_as_it_is_sent_and_after_unpacking()
    {
        await using var input = await StartAsync(new HttpInputOptions { MaxContentLength = new ByteSize(100_000) });
        using var client = Client(input);
        var large = """{"text":" """ + new string('x', 200_000) + "\"}";
        await ExpectAsync(HttpStatusCode.RequestEntityTooLarge, await client.PostAsync("/", Packed(large, "gzip")));
        await ExpectAsync(HttpStatusCode.RequestEntityTooLarge, await client.PostAsync("/", Json(large)));
        await ExpectAsync(HttpStatusCode.OK, await client.PostAsync("/", Json("""{"n":1}""")));
        Assert.Single(input.Published.Events);
    }

    [Fact]
    public async Task A_damaged_or_unknown_encoding_is_refused()
    {
        await using var input = await StartAsync(new HttpInputOptions());
        using var client = Client(input);
        var damaged = Json("this is not packed");
        damaged.Headers.ContentEncoding.Add("gzip");
        await ExpectAsync(HttpStatusCode.BadRequest, await client.PostAsync("/", damaged));
        var unknown = Json("{}");
        unknown.Headers.ContentEncoding.Add("br");
        await ExpectAsync(HttpStatusCode.UnsupportedMediaType, await client.PostAsync("/", unknown));
        Assert.Empty(input.Published.Events);
    }

    [Fact]
    public async Task A_request_without_a_body_is_an_empty_text_for_its_codec()
    {
        await using var input = await StartAsync(new HttpInputOptions());
        using var client = Client(input);
        await ExpectAsync(HttpStatusCode.OK, await client.PostAsync("/", Json("")));
        await ExpectAsync(HttpStatusCode.OK, await client.GetAsync("/hook?build=7&state=good"));
        var told = Assert.Single(input.Published.Events);
        Assert.Equal("", told.Get(FieldReference.Message));
        Assert.Equal("/hook?build=7&state=good", told.Get(FieldReference.Parse("[headers][request_path]")));
        Assert.Equal("127.0.0.1", told.Get(FieldReference.Parse("host")));
    }

    [Fact]
    public async Task What_is_no_json_is_kept_tagged()
    {
        await using var input = await StartAsync(new HttpInputOptions());
        using var client = Client(input);
        await ExpectAsync(HttpStatusCode.OK, await client.PostAsync("/", Json("no json")));
        Assert.True(Assert.Single(input.Published.Events).HasTag("_jsonparsefailure"));
    }

    [Fact]
    public async Task With_a_user_only_those_who_know_the_password_get_in()
    {
        await using var input = await StartAsync(new HttpInputOptions { User = "joe", Password = "sécret" });
        using var client = Client(input);
        foreach (var wrong in (string?[])[null, "joe:wrong", "joe", "other:sécret"])
        {
            client.DefaultRequestHeaders.Authorization = wrong is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(wrong)));
            var refused = await client.PostAsync("/", Json("{}"));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("Basic", refused.Headers.WwwAuthenticate.Single().Scheme);
        }

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("joe:sécret")));
        client.DefaultRequestHeaders.Add("Cookie", "session=1");
        await ExpectAsync(HttpStatusCode.OK, await client.PostAsync("/", Json("""{"n":1}""")));
        var told = Assert.Single(input.Published.Events);
        Assert.False(told.Contains(FieldReference.Parse("[headers][authorization]")) || told.Contains(FieldReference.Parse("[headers][cookie]")));
    }

    [Fact]
    public async Task Fields_of_the_application_are_not_overwritten_and_targets_can_be_changed()
    {
        await using var input = await StartAsync(new HttpInputOptions { RemoteHostField = FieldReference.Parse("[from][ip]"), RequestHeadersField = FieldReference.Parse("[@metadata][headers]") });
        using var client = Client(input);
        await client.PostAsync("/", Json("""{"host":"own","headers":1}"""));
        var told = Assert.Single(input.Published.Events);
        Assert.Equal("own", told.Get(FieldReference.Parse("host")));
        Assert.Equal("127.0.0.1", told.Get(FieldReference.Parse("[from][ip]")));
        Assert.Equal("POST", told.Get(FieldReference.Parse("[@metadata][headers][request_method]")));
    }

    [Fact]
    public async Task An_event_with_something_in_the_way_of_a_field_goes_on_tagged()
    {
        await using var input = await StartAsync(new HttpInputOptions { RemoteHostField = FieldReference.Parse("[from][ip]"), RequestHeadersField = FieldReference.Parse("[from][headers]") });
        using var client = Client(input);
        await ExpectAsync(HttpStatusCode.OK, await client.PostAsync("/", Json("""{"from":"a text"}""")));
        var told = Assert.Single(input.Published.Events);
        Assert.Equal("a text", told.Get(FieldReference.Parse("from")));
        Assert.True(told.HasTag("_addfieldfailure"));
    }

    [Fact]
    public async Task It_speaks_tls_and_asks_for_client_certificates()
    {
        using var authority = new TestAuthority();
        var server = authority.Issue("server");
        await using var input = await StartAsync(new HttpInputOptions
        {
            SslEnabled = true,
            SslCertificate = server.CertificateFile,
            SslKey = server.KeyFile,
            SslCertificateAuthorities = [authority.File],
            SslVerifyMode = HttpVerifyMode.ForcePeer,
        });
        using var known = Client(input, authority.CreateClient(authority.Issue("service").Certificate));
        await ExpectAsync(HttpStatusCode.OK, await known.PostAsync("/", Json("""{"n":1}""")));
        using var unknown = Client(input, authority.CreateClient());
        await Assert.ThrowsAsync<HttpRequestException>(() => unknown.PostAsync("/", Json("""{"n":2}""")));
        Assert.Single(input.Published.Events);
    }

    [Fact]
    public async Task At_the_stop_requests_under_way_get_their_true_answer_and_new_ones_are_turned_away()
    {
        await using var input = await StartAsync(new HttpInputOptions(), published => published.Outcome = null);
        using var client = Client(input);
        var asking = client.PostAsync("/", Json("""{"n":1}"""));
        await input.Published.WaitForAsync(1);
        await input.StopAsync();
        await ExpectAsync(HttpStatusCode.ServiceUnavailable, await client.PostAsync("/", Json("""{"n":2}""")));
        Assert.True(input.Published.OpenBatches.TryDequeue(out var batch));
        batch.Complete(BatchOutcome.Delivered);
        await ExpectAsync(HttpStatusCode.OK, await asking);
    }

    [Fact]
    public async Task Its_successors_take_the_port_over_and_no_request_is_refused_lost_or_doubled()
    {
        const int Handovers = 5;
        var sockets = new ListenSockets();
        var context = Context() with { HostParts = new Dictionary<Type, object> { [typeof(ListenSockets)] = sockets } };
        var inputs = new List<RunningInput>();
        var plugins = new List<HttpInput>();
        async Task StartNextAsync()
        {
            var plugin = new HttpInput(new HttpInputOptions { Port = 0, ResponseHeaders = new([new("X-Version", inputs.Count.ToString(CultureInfo.InvariantCulture))]) }, context);
            inputs.Add(await RunningInput.StartAsync(plugin, RunningInput.Json));
            plugins.Add(plugin);
            Assert.Equal(inputs[0].EndPoint, inputs[^1].EndPoint);
        }

        await StartNextAsync();
        var (isDone, sent, versions) = (false, 0, new ConcurrentDictionary<string, int>());
        async Task PostAsync(bool keepsConnections)
        {
            using var client = Client(inputs[0]);
            client.DefaultRequestHeaders.ConnectionClose = !keepsConnections;
            while (!Volatile.Read(ref isDone))
            {
                // A connection that is refused, or closed with a request on its way, is an exception here.
                var response = await client.PostAsync("/", Json($$"""{"n":{{Interlocked.Increment(ref sent)}}}"""));
                await ExpectAsync(HttpStatusCode.OK, response);
                versions.AddOrUpdate(response.Headers.GetValues("X-Version").Single(), 1, (_, count) => count + 1);
            }
        }

        Task[] senders = [PostAsync(true), PostAsync(true), PostAsync(false), PostAsync(false)];
        for (var i = 0; i <= Handovers; i++)
        {
            if (i > 0)
            {
                using (sockets.BeginHandover())
                {
                    await StartNextAsync();
                    plugins[^2].Retire();
                }
            }

            var version = i.ToString(CultureInfo.InvariantCulture);
            await Eventually.GetAsync(() => versions.GetValueOrDefault(version) >= 20 || Array.Exists(senders, sender => sender.IsCompleted) ? versions : null, () => $"requests to version {version}: {string.Join(' ', versions)}");
        }

        Volatile.Write(ref isDone, true);
        await Task.WhenAll(senders);

        // Those who keep their connections have been asked to open others, so that the retired ones come to their end by themselves.
        await Task.WhenAll(inputs.SkipLast(1).Select(input => input.Ended)).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(Enumerable.Range(1, sent), inputs.SelectMany(input => input.Published.Events).Select(item => (int)(long)item.Get(Number)!).Order());
        Assert.Equal(Handovers + 1, versions.Count);
        foreach (var input in inputs)
        {
            await input.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_request_under_way_at_the_handover_is_answered_by_the_one_that_took_it_and_one_that_waits_is_not_broken()
    {
        var sockets = new ListenSockets();
        var context = Context() with { HostParts = new Dictionary<Type, object> { [typeof(ListenSockets)] = sockets } };
        var plugin = new HttpInput(new HttpInputOptions { Port = 0 }, context);
        await using var input = await RunningInput.StartAsync(plugin, RunningInput.Json, published => published.Outcome = null);
        using var client = Client(input);
        var underWay = client.PostAsync("/", Json("""{"n":1}"""));
        await input.Published.WaitForAsync(1);

        // A successor that is started, but does not come to run: its reload failed.
        using (sockets.BeginHandover())
        {
            await using var failed = new HttpInput(new HttpInputOptions { Port = 0 }, context);
            await failed.StartAsync(CancellationToken.None);
            Assert.Equal(input.EndPoint, failed.LocalEndPoint);
        }

        var second = client.PostAsync("/", Json("""{"n":2}"""));
        await input.Published.WaitForAsync(2);
        plugin.Retire();
        Assert.False(input.Ended.IsCompleted);
        while (input.Published.OpenBatches.TryDequeue(out var batch))
        {
            batch.Complete(BatchOutcome.Delivered);
        }

        Assert.True((await underWay).Headers.ConnectionClose);
        await ExpectAsync(HttpStatusCode.OK, await underWay);
        await ExpectAsync(HttpStatusCode.OK, await second);
        await input.Ended.WaitAsync(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync("/", Json("{}")));
    }

    [Fact]
    public async Task A_connection_that_was_idle_at_the_handover_is_served_and_then_handed_over()
    {
        var sockets = new ListenSockets();
        var context = Context() with { HostParts = new Dictionary<Type, object> { [typeof(ListenSockets)] = sockets } };
        var retired = new HttpInput(new HttpInputOptions { Port = 0 }, context);
        await using var first = await RunningInput.StartAsync(retired, RunningInput.Json);
        await using var idle = new NetworkStream(await first.ConnectAsync(), ownsSocket: true);
        using var reader = new StreamReader(idle, Encoding.ASCII, leaveOpen: true);
        await PostAsync(idle, 1);
        Assert.DoesNotContain(await HeadAsync(reader), line => line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase));

        // Half of a request is on its way when the input is replaced.
        await using var half = new NetworkStream(await first.ConnectAsync(), ownsSocket: true);
        using var halfReader = new StreamReader(half, Encoding.ASCII, leaveOpen: true);
        await half.WriteAsync("POST / HTTP/1.1\r\nHost: a\r\nContent-Le"u8.ToArray());
        await PostAsync(idle, 2);
        await HeadAsync(reader);
        RunningInput second;
        using (sockets.BeginHandover())
        {
            second = await RunningInput.StartAsync(new HttpInput(new HttpInputOptions { Port = 0 }, context), RunningInput.Json);
            retired.Retire();
        }

        await using (second)
        {
            await PostAsync(idle, 3);
            Assert.Contains("Connection: close", await HeadAsync(reader));
            await half.WriteAsync("ngth: 7\r\n\r\n{\"n\":4}"u8.ToArray());
            Assert.Contains("Connection: close", await HeadAsync(halfReader));
            Assert.Equal(0, await idle.ReadAsync(new byte[1]));
            await first.Ended.WaitAsync(TimeSpan.FromSeconds(60));
            using var client = Client(second);
            await ExpectAsync(HttpStatusCode.OK, await client.PostAsync("/", Json("""{"n":5}""")));
            Assert.Equal([1L, 2L, 3L, 4L], first.Published.Events.Select(item => item.Get(Number)));
            Assert.Equal([5L], second.Published.Events.Select(item => item.Get(Number)));
        }
    }

    [Fact]
    public async Task A_taken_port_is_an_error_that_names_port_and_option()
    {
        await using var input = await StartAsync(new HttpInputOptions());
        await using var second = new HttpInput(new HttpInputOptions { Port = input.EndPoint.Port }, Context());
        var refusal = await Assert.ThrowsAsync<PluginStartException>(() => second.StartAsync(CancellationToken.None));
        Assert.Contains("option port", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("user")]
    [InlineData("response_code")]
    [InlineData("max_pending_requests")]
    [InlineData("max_content_length")]
    [InlineData("acknowledgement_timeout")]
    [InlineData("ssl_handshake_timeout")]
    [InlineData("tls_min_version")]
    [InlineData("additional_codecs")]
    [InlineData("port")]
    public void What_cannot_be_meant_is_refused(string option)
    {
        var good = new HttpInputOptions();
        var options = option switch
        {
            "password" => good with { User = "a" },
            "user" => good with { Password = "a" },
            "response_code" => good with { ResponseCode = 500 },
            "max_pending_requests" => good with { MaxPendingRequests = 0 },
            "max_content_length" => good with { MaxContentLength = new ByteSize(0) },
            "acknowledgement_timeout" => good with { AcknowledgementTimeout = 0 },
            "ssl_handshake_timeout" => good with { SslHandshakeTimeout = 0 },
            "tls_min_version" => good with { TlsMinVersion = 1.3, TlsMaxVersion = 1.2 },
            "additional_codecs" => good with { AdditionalCodecs = new([new("text/csv", "no_such_codec")]) },
            _ => good with { Port = -1 },
        };
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new HttpInput(options, Context())).Option);
    }

    [Theory]
    [InlineData(null, null, new TlsProtocol[0])]
    [InlineData(1.2, null, new[] { TlsProtocol.Tls12, TlsProtocol.Tls13 })]
    [InlineData(null, 1.2, new[] { TlsProtocol.Tls12 })]
    public void The_older_names_of_versions_are_understood(double? lowest, double? highest, object expected) =>
        Assert.Equal((TlsProtocol[])expected, HttpOptionsCheck.Check(new HttpInputOptions { TlsMinVersion = lowest, TlsMaxVersion = highest }).SslSupportedProtocols);

    private static async Task PostAsync(Stream connection, int number) =>
        await connection.WriteAsync(Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\n{{\"n\":{number}}}"));

    // Of an answer "ok" all lines but its last one, which has no end.
    private static async Task<List<string>> HeadAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        Assert.Equal("HTTP/1.1 200 OK", lines[0]);
        var text = new char[2];
        Assert.Equal(2, await reader.ReadBlockAsync(text).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal("ok", new string(text));
        return lines;
    }

    private static Task<RunningInput> StartAsync(HttpInputOptions options, Action<PublishedEvents>? prepare = null) =>
        RunningInput.StartAsync(new HttpInput(options with { Port = 0 }, Context()), Plain, prepare);

    private static PluginContext Context() => PluginContext.For("http") with { CreateCodec = name => name == "json" ? RunningInput.Json : null };

    private static HttpClient Client(RunningInput input, SslClientAuthenticationOptions? tls = null) => new(new SocketsHttpHandler { SslOptions = tls ?? new() })
    {
        BaseAddress = new Uri($"{(tls is null ? "http" : "https")}://127.0.0.1:{input.EndPoint.Port}"),
        Timeout = TimeSpan.FromSeconds(30),
    };

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static ByteArrayContent Packed(string text, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding == "gzip" ? new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true) : new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add(encoding);
        return content;
    }

    private static async Task ExpectAsync(HttpStatusCode status, HttpResponseMessage response) =>
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
