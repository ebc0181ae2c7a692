using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs.Sqs;
using El4k.Collector.Plugins.Tests.Aws;
using El4k.Testing.Aws;

namespace El4k.Collector.Plugins.Tests.Inputs;

/// <summary>The input against a queue service that speaks the real protocol, behind a proxy that checks each signature.</summary>
public sealed class SqsInputTests(SqsFixture sqs) : IClassFixture<SqsFixture>, IAsyncLifetime
{
    private static readonly FieldReference _id = FieldReference.Parse("sqs_id");
    private static readonly FieldReference _n = FieldReference.Parse("n");

    private readonly SignedProxy _proxy = sqs.Proxy();
    private readonly RecordingLog _log = new();
    private PluginContext _context = null!;
    private string _name = "";
    private string _queue = "";

    public async Task InitializeAsync()
    {
        _context = PluginContext.For("sqs", _log);
        (_name, _queue) = await sqs.CreateQueueAsync();
    }

    public async Task DisposeAsync()
    {
        Assert.Empty(_proxy.Refusals);
        await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task A_message_becomes_an_event_with_its_id_and_is_deleted_once_that_is_delivered()
    {
        await sqs.Service.SendAsync(_queue, ["""{"n":1,"text":"ünï"}""" + "\n"]);
        var options = Options() with { Md5Field = FieldReference.Parse("md5"), SentTimestampField = FieldReference.Parse("sent") };
        await using var running = await RunAsync(options, published => published.Outcome = null);

        var received = Assert.Single(await running.Published.WaitForAsync(1));
        Assert.Equal("ünï", received.Get(FieldReference.Parse("text")));
        Assert.Matches("^[0-9a-f-]{36}$", (string)received.Get(_id)!);
        Assert.Matches("^[0-9a-f]{32}$", (string)received.Get(FieldReference.Parse("md5"))!);
        Assert.InRange(((Timestamp)received.Get(FieldReference.Parse("sent"))!).UtcDateTime, DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(1, await sqs.Service.CountAsync(_queue));
        Assert.Equal(0, _proxy.Count("DeleteMessageBatch"));

        running.Published.OpenBatches.Single().Complete(BatchOutcome.Delivered);
        await UntilEmptyAsync();
        Assert.Equal(1, Counter("deleted"));
        Assert.Equal(1, Counter("messages_received"));
        Assert.Equal(0, Counter("in_flight"));
    }

    [Fact]
    public async Task A_thousand_messages_come_once_each_through_faults_throttling_and_cut_connections()
    {
        await sqs.Service.SendAsync(_queue, Enumerable.Range(0, 1000).Select(i => $$"""{"n":{{i}}}"""));
        var requests = 0;
        _proxy.Fault = request => (Interlocked.Increment(ref requests) % 17, request.Action) switch
        {
            (3, _) => new ProxyFault { Status = 500 },
            (8, _) => ProxyFault.Throttle,
            (11, _) => new ProxyFault { CutsBefore = true },

            // A receive that is carried out but not answered hides its messages for the queue's time: only deletes are cut there.
            (14, "DeleteMessageBatch") => new ProxyFault { CutsAfter = true },
            _ => null,
        };
        await using var running = await RunAsync(Options() with { Threads = 4 });

        var events = await running.Published.WaitForAsync(1000);
        await UntilEmptyAsync();

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), running.Published.Events.Select(item => (long)item.Get(_n)!).Order());
        Assert.Equal(1000, events.Select(item => item.Get(_id)).Distinct().Count());
        Assert.InRange(_proxy.Requests.Where(request => request.Action == "DeleteMessageBatch").Average(request => Entries(request).Count), 5, 10);
    }

    [Fact]
    public async Task Messages_are_hidden_longer_while_their_events_wait()
    {
        (_name, _queue) = await sqs.CreateQueueAsync(visibilityTimeout: 2);
        await sqs.Service.SendAsync(_queue, ["""{"n":1}""", """{"n":2}"""]);
        await using var running = await RunAsync(Options(), published => published.Outcome = null);
        await running.Published.WaitForAsync(2);

        // Far more than the two seconds after which the queue would show them again.
        await Eventually.IsTrueAsync(() => Counter("extended") >= 6, "the messages are hidden longer, three times each");
        Assert.Empty(await sqs.Service.ReceiveAsync(_queue));
        Assert.Equal(2, running.Published.Events.Count);
        Assert.Equal(0, Counter("redelivered"));

        CompleteAll(running, BatchOutcome.Delivered);
        await UntilEmptyAsync();
    }

    [Fact]
    public async Task A_message_that_the_queue_gives_out_again_while_it_is_held_is_no_second_event()
    {
        (_name, _queue) = await sqs.CreateQueueAsync(visibilityTimeout: 1);
        _proxy.Fault = request => request.Action == "ChangeMessageVisibilityBatch" ? new ProxyFault { Status = 500 } : null;
        await sqs.Service.SendAsync(_queue, ["""{"n":1}"""]);
        await using var running = await RunAsync(Options(), published => published.Outcome = null);

        await running.Published.WaitForAsync(1);
        await Eventually.IsTrueAsync(() => Counter("redelivered") >= 2, "the queue gives the message out again");
        Assert.Single(running.Published.Events);

        CompleteAll(running, BatchOutcome.Delivered);
        await UntilEmptyAsync();
    }

    [Fact]
    public async Task Messages_of_an_abandoned_batch_are_given_back_at_once()
    {
        (_name, _queue) = await sqs.CreateQueueAsync(visibilityTimeout: 600);
        await sqs.Service.SendAsync(_queue, ["""{"n":1}"""]);
        await using (var running = await RunAsync(Options(), published => published.Outcome = null))
        {
            await running.Published.WaitForAsync(1);
            await running.StopAsync();
            await UntilNobodyPollsAsync();
            CompleteAll(running, BatchOutcome.Abandoned);
        }

        Assert.Equal(["""{"n":1}"""], await UntilReceivedAsync());
        Assert.Equal(1, Counter("given_back"));
    }

    [Fact]
    public async Task Answers_that_are_not_understood_end_neither_receiving_nor_deleting()
    {
        var asked = new ConcurrentDictionary<string, int>();
        _proxy.Fault = request => (request.Action, asked.AddOrUpdate(request.Action, 1, (_, count) => count + 1)) switch
        {
            ("ReceiveMessage", 1) => new ProxyFault { Status = 200, Body = "[]" },
            ("DeleteMessageBatch", 1) => new ProxyFault { Status = 200, Body = """{"Failed":[{"Id":"?"}]}""" },
            _ => null,
        };
        await sqs.Service.SendAsync(_queue, ["""{"n":1}"""]);
        await using var running = await RunAsync(Options());

        await running.Published.WaitForAsync(1);
        await UntilEmptyAsync();
        Assert.Single(running.Published.Events);
        Assert.Equal(1, Counter("deleted"));
    }

    [Fact]
    public async Task A_body_with_a_text_where_the_id_needs_a_map_is_tagged_and_deleted_like_others()
    {
        await sqs.Service.SendAsync(_queue, ["""{"n":1,"sqs":"text"}"""]);
        await using var running = await RunAsync(Options() with { IdField = FieldReference.Parse("[sqs][id]") });

        Assert.True(Assert.Single(await running.Published.WaitForAsync(1)).HasTag("_addfieldfailure"));
        await UntilEmptyAsync();
    }

    [Fact]
    public async Task A_body_that_is_no_json_becomes_a_tagged_event_and_is_deleted_like_others()
    {
        await sqs.Service.SendAsync(_queue, ["""{"message":"cut at 102400 by""", "7", " "]);
        await using var running = await RunAsync(Options());

        var events = await running.Published.WaitForAsync(2);
        await UntilEmptyAsync();

        Assert.All(events, item => Assert.True(item.HasTag("_jsonparsefailure")));
        Assert.Equal(["7", """{"message":"cut at 102400 by"""], events.Select(item => (string)item.Get(FieldReference.Message)!).Order());
        Assert.Equal(3, Counter("deleted"));
    }

    [Fact]
    public async Task Several_events_of_one_message_have_ids_of_their_own()
    {
        await sqs.Service.SendAsync(_queue, ["""[{"n":1},{"n":2},{"n":3}]"""]);
        await using var running = await RunAsync(Options());

        var ids = (await running.Published.WaitForAsync(3)).Select(item => (string)item.Get(_id)!).ToArray();

        Assert.Equal([ids[0], ids[0] + "-2", ids[0] + "-3"], ids);
        await UntilEmptyAsync();
    }

    [Fact]
    public async Task While_the_pipeline_is_full_no_messages_are_asked_for()
    {
        await sqs.Service.SendAsync(_queue, Enumerable.Range(0, 30).Select(i => $$"""{"n":{{i}}}"""));
        await using var running = await RunAsync(Options(), published => published.Fill());

        await Eventually.IsTrueAsync(() => Counter("messages_received") > 0, "the first messages come");
        await Task.Delay(300);
        Assert.Equal(1, _proxy.Count("ReceiveMessage"));
        Assert.InRange(Counter("in_flight"), 1, 10);

        running.Published.MakeRoom();
        await running.Published.WaitForAsync(30);
        await UntilEmptyAsync();
    }

    [Fact]
    public async Task A_stop_ends_a_long_poll_at_once_and_gives_back_what_waited_for_room()
    {
        (_name, _queue) = await sqs.CreateQueueAsync(visibilityTimeout: 600);
        await using (await RunAsync(Options()))
        {
            await Eventually.IsTrueAsync(() => _proxy.Count("ReceiveMessage") == 1, "the input waits for messages");
        }

        await UntilNobodyPollsAsync();
        await sqs.Service.SendAsync(_queue, ["""{"n":1}"""]);
        await using (await RunAsync(Options(), published => published.Fill()))
        {
            await Eventually.IsTrueAsync(() => Counter("in_flight") == 1, "a message waits for room");
        }

        Assert.Equal(["""{"n":1}"""], await UntilReceivedAsync());
    }

    [Fact]
    public async Task A_missing_queue_is_an_error_at_the_start_that_names_the_option()
    {
        var failure = await Assert.ThrowsAsync<PluginStartException>(() => RunAsync(Options() with { Queue = "nowhere" }));
        Assert.StartsWith("sqs: there is no queue \"nowhere\" in eu-central-1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("option", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_keys_are_an_error_at_the_start()
    {
        await using var strict = new SignedProxy(sqs.Service.Address, TestKeys.Check("sqs"));
        var failure = await Assert.ThrowsAsync<PluginStartException>(() => RunAsync(Options() with { SecretAccessKey = "wrong", Endpoint = strict.Address.ToString() }));
        Assert.Contains("SignatureDoesNotMatch", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(strict.Refusals);
    }

    [Fact]
    public async Task A_service_that_is_away_at_the_start_is_waited_for()
    {
        var isAway = true;
        _proxy.Fault = _ => isAway ? new ProxyFault { Status = 503 } : null;
        await sqs.Service.SendAsync(_queue, ["""{"n":1}"""]);
        await using var running = await RunAsync(Options());
        Assert.Contains(_log.Warnings, line => line.Contains("waits for it", StringComparison.Ordinal));

        isAway = false;
        await running.Published.WaitForAsync(1);
        await UntilEmptyAsync();
    }

    [Fact]
    public async Task A_queue_whose_attributes_may_not_be_read_is_read_all_the_same()
    {
        _proxy.Fault = request => request.Action == "GetQueueAttributes" ? new ProxyFault { Status = 400, Body = """{"__type":"com.amazonaws.sqs#AccessDeniedException","message":"no"}""" } : null;
        await sqs.Service.SendAsync(_queue, ["""{"n":1}"""]);
        await using var running = await RunAsync(Options() with { Queue = _queue });

        await running.Published.WaitForAsync(1);
        Assert.Contains(_log.Warnings, line => line.Contains("sqs:GetQueueAttributes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fallback", null, "fallback", null)]
    [InlineData("fallback", "123456789012", "fallback", "123456789012")]
    [InlineData("https://sqs.eu-central-1.amazonaws.com/123456789012/fallback", null, "fallback", "123456789012")]
    [InlineData("arn:aws:sqs:eu-central-1:123456789012:fallback.fifo", null, "fallback.fifo", "123456789012")]
    public void A_queue_may_be_given_by_name_address_or_arn(string text, string? account, string name, string? expected)
    {
        var queue = Plugins.Aws.QueueName.Parse(text, account);
        Assert.Equal((name, expected), (queue.Name, queue.Account));
    }

    [Fact]
    public void Options_that_cannot_be_meant_are_refused()
    {
        Assert.Equal("queue", Refusal(Options() with { Queue = "a b" }));
        Assert.Equal("queue", Refusal(Options() with { Queue = "" }));
        Assert.Equal("threads", Refusal(Options() with { Threads = 0 }));
        Assert.Equal("polling_frequency", Refusal(Options() with { PollingFrequency = 21 }));
        Assert.Equal("endpoint", Refusal(Options() with { Endpoint = "host:1" }));
        Assert.Equal("secret_access_key", Refusal(Options() with { SecretAccessKey = null }));
        Assert.Equal("web_identity_token_file", Refusal(Options() with { WebIdentityTokenFile = "f" }));
    }

    private static string Refusal(SqsInputOptions options) =>
        Assert.Throws<PluginOptionException>(() => new SqsInput(options, PluginContext.For("sqs"))).Option;

    private static JsonArray Entries(ProxiedRequest request) => JsonNode.Parse(request.Text)!["Entries"]!.AsArray();

    private static void CompleteAll(RunningInput running, BatchOutcome outcome)
    {
        while (running.Published.OpenBatches.TryDequeue(out var batch))
        {
            batch.Complete(outcome);
        }
    }

    private SqsInputOptions Options() => new()
    {
        Queue = _name,
        Region = TestKeys.Region,
        Endpoint = _proxy.Address.ToString(),
        AccessKeyId = TestKeys.Id,
        SecretAccessKey = TestKeys.Secret,
        IdField = _id,
    };

    private Task<RunningInput> RunAsync(SqsInputOptions options, Action<PublishedEvents>? prepare = null) =>
        RunningInput.StartAsync(new SqsInput(options, _context), RunningInput.Json, prepare);

    private long Counter(string name) => _context.Counters.Read().Named.GetValueOrDefault(name);

    // A poll that was broken off takes messages until the service has noticed.
    private Task UntilNobodyPollsAsync() => Eventually.IsTrueAsync(() => _proxy.Open == 0, "the service notices that nobody polls");

    private Task UntilEmptyAsync() =>
        Eventually.IsTrueAsync(() => sqs.Service.CountAsync(_queue).GetAwaiter().GetResult() == 0, "the queue becomes empty; warnings: " + string.Join('\n', _log.Warnings));

    private async Task<IReadOnlyList<string>> UntilReceivedAsync()
    {
        var received = new ConcurrentQueue<string>();
        await Eventually.IsTrueAsync(
            () =>
            {
                foreach (var body in sqs.Service.ReceiveAsync(_queue).GetAwaiter().GetResult())
                {
                    received.Enqueue(body);
                }

                return !received.IsEmpty;
            },
            "the queue shows the message");
        return [.. received];
    }
}
