using System.Text.Json;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.Json;
using El4k.Collector.Plugins.Outputs.Sqs;
using El4k.Collector.Plugins.Tests.Aws;
using El4k.Testing.Aws;

namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>The output against a queue service that speaks the real protocol, behind a proxy that checks each signature.</summary>
public sealed class SqsOutputTests(SqsFixture sqs) : IClassFixture<SqsFixture>, IAsyncLifetime
{
    private readonly SignedProxy _proxy = sqs.Proxy();
    private readonly RecordingLog _log = new();
    private readonly RecordingDeadLetters _deadLetters = new();
    private PluginContext _context = null!;
    private string _name = "";
    private string _queue = "";

    public async Task InitializeAsync()
    {
        _context = PluginContext.For("sqs", _log, codec: new JsonCodec(new JsonOptions(), PluginContext.For("codec"))) with { DeadLetters = _deadLetters };
        (_name, _queue) = await sqs.CreateQueueAsync();
    }

    public async Task DisposeAsync()
    {
        Assert.Empty(_proxy.Refusals);
        await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task Events_arrive_as_messages_ten_a_request()
    {
        await WriteAsync(Options(), [.. Enumerable.Range(0, 25).Select(i => $$"""{"n":{{i}},"text":"ünï \"<&>\""}""")]);

        Assert.Equal(Enumerable.Range(0, 25), (await ReceiveAllAsync()).Select(message => message.GetProperty("n").GetInt32()).Order());
        Assert.Equal(3, _proxy.Count("SendMessageBatch"));
        Assert.Equal(25, Counter("messages_sent"));
        Assert.Empty(_deadLetters.All);
    }

    [Fact]
    public async Task The_number_of_events_of_a_request_is_the_one_asked_for()
    {
        await WriteAsync(Options() with { BatchEvents = 1 }, "{}", "{}", "{}");
        Assert.Equal(3, _proxy.Count("SendMessageBatch"));
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_dead_lettered_with_its_size()
    {
        await WriteAsync(Options() with { MessageMaxSize = new ByteSize(1000) }, """{"n":1}""", $$"""{"n":2,"text":"{{new string('x', 1000)}}"}""", """{"n":3}""");

        var (_, refused, reason) = Assert.Single(_deadLetters.All);
        Assert.Contains("\"n\":2", refused, StringComparison.Ordinal);
        Assert.Contains("more than message_max_size => 1000", reason, StringComparison.Ordinal);
        Assert.Equal(2, (await ReceiveAllAsync()).Count);
    }

    [Fact]
    public async Task Requests_hold_a_mebibyte_at_most()
    {
        var text = new string('x', 240_000);
        await WriteAsync(Options(), [.. Enumerable.Range(0, 9).Select(i => $$"""{"n":{{i}},"text":"{{text}}"}""")]);
        Assert.Equal(9, (await ReceiveAllAsync()).Count);
        Assert.Equal(3, _proxy.Count("SendMessageBatch"));
    }

    [Fact]
    public async Task Of_a_batch_only_what_was_put_off_is_sent_again_and_what_is_refused_is_dead_lettered()
    {
        var calls = 0;
        _proxy.Fault = request => request.Action == "SendMessageBatch" && Interlocked.Increment(ref calls) == 1
            ? new ProxyFault { Status = 200, Body = """{"Successful":[{"Id":"0"}],"Failed":[{"Id":"1","Code":"InternalError","Message":"later","SenderFault":false},{"Id":"2","Code":"InvalidMessageContents","Message":"never","SenderFault":true}]}""" }
            : null;
        await WriteAsync(Options(), """{"n":0}""", """{"n":1}""", """{"n":2}""");

        Assert.Equal([1], (await ReceiveAllAsync()).Select(message => message.GetProperty("n").GetInt32()));
        Assert.Contains("InvalidMessageContents: never", Assert.Single(_deadLetters.All).Reason, StringComparison.Ordinal);
        Assert.Equal(2, Counter("messages_sent"));
    }

    [Fact]
    public async Task A_request_that_is_refused_whole_is_halved_until_only_the_bad_message_is_left()
    {
        _proxy.Fault = request => request.Action == "SendMessageBatch" && request.Text.Contains("bad", StringComparison.Ordinal)
            ? new ProxyFault { Status = 400, Body = """{"__type":"com.amazonaws.sqs#InvalidMessageContents","message":"a character"}""" }
            : null;
        await WriteAsync(Options(), [.. Enumerable.Range(0, 8).Select(i => $$"""{"n":{{i}},"text":"{{(i == 5 ? "bad" : "good")}}"}""")]);

        Assert.Contains("\"n\":5", Assert.Single(_deadLetters.All).Event, StringComparison.Ordinal);
        Assert.Equal([0, 1, 2, 3, 4, 6, 7], (await ReceiveAllAsync()).Select(message => message.GetProperty("n").GetInt32()).Order());
    }

    [Fact]
    public async Task A_service_that_is_away_throttles_or_cuts_connections_gets_everything()
    {
        var requests = 0;
        _proxy.Fault = _ => (Interlocked.Increment(ref requests) % 5) switch
        {
            1 => new ProxyFault { Status = 503 },
            3 => ProxyFault.Throttle,
            4 => new ProxyFault { CutsBefore = true },
            _ => null,
        };
        await WriteAsync(Options(), [.. Enumerable.Range(0, 100).Select(i => $$"""{"n":{{i}}}""")]);
        Assert.Equal(Enumerable.Range(0, 100), (await ReceiveAllAsync()).Select(message => message.GetProperty("n").GetInt32()).Order());
    }

    [Fact]
    public async Task A_missing_queue_is_an_error_at_the_start_that_names_the_option()
    {
        await using var output = new SqsOutput(Options() with { Queue = "nowhere" }, _context);
        var failure = await Assert.ThrowsAsync<PluginStartException>(() => output.StartAsync(CancellationToken.None));
        Assert.Contains("there is no queue \"nowhere\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_cannot_be_meant_are_refused()
    {
        Assert.Equal("queue", Refusal(Options() with { Queue = "a.fifo" }));
        Assert.Equal("batch_events", Refusal(Options() with { BatchEvents = 11 }));
        Assert.Equal("message_max_size", Refusal(Options() with { MessageMaxSize = new ByteSize(2 * 1024 * 1024) }));
    }

    private string Refusal(SqsOutputOptions options) => Assert.Throws<PluginOptionException>(() => new SqsOutput(options, _context)).Option;

    private long Counter(string name) => _context.Counters.Read().Named.GetValueOrDefault(name);

    private SqsOutputOptions Options() => new()
    {
        Queue = _name,
        Region = TestKeys.Region,
        Endpoint = _proxy.Address.ToString(),
        AccessKeyId = TestKeys.Id,
        SecretAccessKey = TestKeys.Secret,
    };

    private async Task WriteAsync(SqsOutputOptions options, params string[] json)
    {
        await using var output = new SqsOutput(options, _context);
        await output.StartAsync(CancellationToken.None);
        await output.WriteAsync(json.Select(text => Event.Parse(text)).ToArray(), CancellationToken.None);
    }

    private async Task<IReadOnlyList<JsonElement>> ReceiveAllAsync()
    {
        var all = new List<JsonElement>();
        while (await sqs.Service.ReceiveAsync(_queue) is { Count: > 0 } bodies)
        {
            all.AddRange(bodies.Select(body => JsonDocument.Parse(body).RootElement));
        }

        return all;
    }
}
