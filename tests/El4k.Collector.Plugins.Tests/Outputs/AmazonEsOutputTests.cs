using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Outputs.AmazonEs;
using El4k.Testing.Aws;

namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>The output against a store behind a proxy that recomputes each signature.</summary>
public sealed class AmazonEsOutputTests : IAsyncLifetime
{
    private readonly FakeBulkServer _server = new();
    private readonly RecordingDeadLetters _deadLetters = new();
    private readonly RecordingLog _log = new();
    private SignedProxy _proxy = null!;
    private PluginContext _context = null!;

    public Task InitializeAsync()
    {
        _proxy = new SignedProxy(new Uri(_server.Url), TestKeys.Check("es"));
        _context = PluginContext.For("es", _log) with { DeadLetters = _deadLetters };
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _server.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_request_is_signed_over_the_bytes_that_are_sent(bool isCompressed)
    {
        _server.Others = request => new FakeReply(request.Method == "HEAD" ? 404 : 200, "{}");
        await WriteAsync(Options() with { HttpCompression = isCompressed }, """{"service":"reports","text":"ünï"}""", """{"service":"a b"}""");

        Assert.Empty(_proxy.Refusals);
        Assert.Equal(["HEAD", "HEAD", "PUT", "POST"], _proxy.Requests.Select(request => request.Method));
        Assert.Equal(["logstash-reports-2026.11.25", "logstash-a_b-2026.11.25"], _server.Bulks.Single().Actions.Select(action => action.Index));
        Assert.Equal(isCompressed, _proxy.Requests.Last().Headers.ContainsKey("content-encoding"));
        Assert.Equal(1, _context.Counters.Read().Named["authenticated"]);
    }

    [Fact]
    public async Task A_serverless_collection_gets_what_it_demands()
    {
        await using var serverless = new SignedProxy(new Uri(_server.Url), TestKeys.Check("aoss") with { IsServerless = true });
        await WriteAsync(Options() with { Hosts = [serverless.Address.ToString()], ServiceName = "aoss" }, "{}");
        Assert.Empty(serverless.Refusals);
        Assert.Single(_server.Bulks);
    }

    [Fact]
    public async Task Wrong_keys_are_said_and_counted_and_the_events_wait()
    {
        await using var output = new AmazonEsOutput(Options() with { SecretAccessKey = "wrong", ManageTemplate = false }, _context);
        using var stop = new CancellationTokenSource();
        var writing = output.WriteAsync(Events("{}"), stop.Token).AsTask();

        await Eventually.IsTrueAsync(() => Counter("auth_failures") >= 3, "the output keeps trying");
        Assert.False(writing.IsCompleted);
        Assert.Equal(0, Counter("authenticated"));
        Assert.Contains("access policy", Assert.Single(_log.Errors), StringComparison.Ordinal);
        Assert.Contains(_log.Warnings, line => line.Contains("403", StringComparison.Ordinal) && line.Contains("SignatureDoesNotMatch", StringComparison.Ordinal));
        Assert.Empty(_deadLetters.All);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_said_and_followed_so_that_nothing_waits()
    {
        var ahead = new El4k.Testing.ManualTime(DateTimeOffset.UtcNow + TimeSpan.FromHours(2));
        await using var proxy = new SignedProxy(new Uri(_server.Url), TestKeys.Check("es") with { Time = ahead }) { Clock = ahead };
        await WriteAsync(Options() with { Hosts = [proxy.Address.ToString()], ManageTemplate = false }, "{}");

        Assert.Single(_server.Bulks);
        Assert.Contains("Signature expired", Assert.Single(proxy.Refusals), StringComparison.Ordinal);
        Assert.Contains("clock", Assert.Single(_log.Errors), StringComparison.Ordinal);
        Assert.Equal(1, Counter("authenticated"));
    }

    [Theory]
    [InlineData("https://search.eu.es.amazonaws.com/", "search.eu.es.amazonaws.com")]
    [InlineData("https://search.eu.es.amazonaws.com:9443/", "search.eu.es.amazonaws.com:9443")]
    [InlineData("http://127.0.0.1:9200/", "http://127.0.0.1:9200")]
    [InlineData("http://store/", "http://store")]
    [InlineData("https://a/ https://b/", "a", "b")]
    public void A_bare_host_is_reached_by_https_and_a_whole_address_as_it_says(string expected, params string[] hosts) =>
        Assert.Equal(expected, string.Join(' ', AmazonEsOutput.Hosts(new AmazonEsOptions { Hosts = hosts }).Select(uri => uri.AbsoluteUri)));

    [Fact]
    public void The_port_and_the_protocol_are_those_of_the_options()
    {
        Assert.Equal("https://a:8443/", AmazonEsOutput.Hosts(new AmazonEsOptions { Hosts = ["a"], Port = 8443 }).Single().AbsoluteUri);
        Assert.Equal("http://a/", AmazonEsOutput.Hosts(new AmazonEsOptions { Hosts = ["a"], Protocol = "http" }).Single().AbsoluteUri);
    }

    [Fact]
    public void Options_that_cannot_be_meant_are_refused()
    {
        Assert.Equal("protocol", Refusal(new AmazonEsOptions { Protocol = "ftp" }));
        Assert.Equal("port", Refusal(new AmazonEsOptions { Port = 0 }));
        Assert.Equal("aws_secret_access_key", Refusal(new AmazonEsOptions { AccessKeyId = "a" }));
        Assert.Equal("user", Refusal(new AmazonEsOptions { User = "u", Password = "p" }));
        Assert.Equal("max_bulk_bytes", Refusal(new AmazonEsOptions { MaxBulkBytes = new ByteSize(0) }));
    }

    [Fact]
    public async Task Monitoring_documents_are_signed_too()
    {
        await using var output = new AmazonEsOutput(Options(), _context);
        Assert.True(await output.WriteMonitoringAsync("el4k-ingest-2026.11.25", Events("{}"), CancellationToken.None));
        Assert.Empty(_proxy.Refusals);
    }

    private static string Refusal(AmazonEsOptions options) =>
        Assert.Throws<PluginOptionException>(() => new AmazonEsOutput(options, PluginContext.For("es"))).Option;

    private static Event[] Events(params string[] json) => [.. json.Select(text =>
    {
        var source = Event.Parse(text);
        source.Timestamp = Timestamp.TryParse("2026-11-25T10:00:00Z", out var time) ? time : default;
        return source;
    })];

    private long Counter(string name) => _context.Counters.Read().Named.GetValueOrDefault(name);

    private AmazonEsOptions Options() => new()
    {
        Hosts = [_proxy.Address.ToString()],
        Region = TestKeys.Region,
        AccessKeyId = TestKeys.Id,
        SecretAccessKey = TestKeys.Secret,
        Index = StringFormat.Parse("logstash-%{service}-%{+YYYY.MM.dd}"),
        RetryInitialInterval = 0.02,
        RetryMaxInterval = 0.05,
    };

    private async Task WriteAsync(AmazonEsOptions options, params string[] json)
    {
        await using var output = new AmazonEsOutput(options, _context);
        await output.WriteAsync(Events(json), CancellationToken.None);
    }
}
