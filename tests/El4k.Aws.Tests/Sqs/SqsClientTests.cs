using System.Text;
using El4k.Aws.Sqs;
using El4k.Testing.Aws;

namespace El4k.Aws.Tests.Sqs;

/// <summary>The client against a queue service that speaks the real protocol, behind a proxy that checks each signature.</summary>
public sealed class SqsClientTests : IAsyncLifetime
{
    private LocalSqs _service = null!;
    private SignedProxy _proxy = null!;
    private SqsClient _client = null!;
    private string _queue = "";

    public async Task InitializeAsync()
    {
        _service = await LocalSqs.StartAsync();
        _proxy = new SignedProxy(_service.Address, TestKeys.Check("sqs"));
        _client = Client(_proxy.Address);
        _queue = await _service.CreateQueueAsync("fallback", visibilityTimeout: 77);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _proxy.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Messages_come_as_they_were_sent_and_are_gone_once_deleted()
    {
        var url = await _client.GetQueueUrlAsync("fallback", null, CancellationToken.None);
        string[] bodies = ["{\"a\":\"ünï \\u0001 <&>\"}\n", "not json", new string('x', 100_000)];
        Assert.Empty(await _client.SendAsync(url, [.. bodies.Select(body => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(body))], CancellationToken.None));

        var messages = await _client.ReceiveAsync(url, TimeSpan.FromSeconds(1), CancellationToken.None);

        Assert.Equal(bodies.Order(), messages.Select(message => Encoding.UTF8.GetString(message.Body)).Order());
        Assert.All(messages, message => Assert.Equal(1, message.ReceiveCount));
        Assert.All(messages, message => Assert.InRange(message.Sent!.Value, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1)));
        Assert.Equal("77", (await _client.GetQueueAttributesAsync(url, ["VisibilityTimeout"], CancellationToken.None))["VisibilityTimeout"]);
        Assert.Empty(await _client.ChangeVisibilityAsync(url, [messages[0].ReceiptHandle], TimeSpan.FromSeconds(100), CancellationToken.None));
        Assert.Empty(await _client.DeleteAsync(url, [.. messages.Select(message => message.ReceiptHandle)], CancellationToken.None));
        Assert.Equal(0, await _service.CountAsync(_queue));
        Assert.Empty(await _client.ReceiveAsync(url, TimeSpan.Zero, CancellationToken.None));
        Assert.Empty(_proxy.Refusals);
    }

    [Fact]
    public async Task A_fault_of_the_service_throttling_and_cut_connections_are_tried_again()
    {
        var faults = new Queue<ProxyFault?>([
            new ProxyFault { Status = 500 }, ProxyFault.Throttle, null,
            new ProxyFault { CutsBefore = true }, new ProxyFault { CutsAfter = true }, null]);
        _proxy.Fault = _ => faults.Dequeue();

        Assert.Equal(_queue, await _client.GetQueueUrlAsync("fallback", null, CancellationToken.None));
        Assert.Equal(_queue, await _client.GetQueueUrlAsync("fallback", null, CancellationToken.None));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task After_three_tries_the_failure_is_said_and_may_be_waited_out()
    {
        _proxy.Fault = _ => new ProxyFault { Status = 503, Body = """{"__type":"com.amazonaws.sqs#ServiceUnavailable","message":"later"}""" };

        var failure = await Assert.ThrowsAsync<SqsException>(() => _client.GetQueueUrlAsync("fallback", null, CancellationToken.None));

        Assert.Equal("SQS GetQueueUrl was answered 503 ServiceUnavailable: later", failure.Message);
        Assert.True(failure.IsTransient);
        Assert.Equal(3, _proxy.Requests.Count);
    }

    [Fact]
    public async Task A_missing_queue_and_wrong_keys_are_told_apart_and_not_tried_again()
    {
        var missing = await Assert.ThrowsAsync<SqsException>(() => _client.GetQueueUrlAsync("none", null, CancellationToken.None));
        Assert.True(missing.IsQueueMissing);
        Assert.False(missing.IsTransient);

        using var elsewhere = new SqsClient(new SqsClientOptions { Region = "eu-west-1", Credentials = new FixedKeys(), Endpoint = _proxy.Address });
        var denied = await Assert.ThrowsAsync<SqsException>(() => elsewhere.GetQueueUrlAsync("fallback", null, CancellationToken.None));
        Assert.True(denied.IsDenied);
        Assert.False(denied.IsTransient);
        Assert.Contains("scoped", denied.Message, StringComparison.Ordinal);
        Assert.Equal(2, _proxy.Requests.Count);
    }

    [Fact]
    public async Task Nobody_there_is_a_failure_that_may_be_waited_out()
    {
        using var away = Client(new Uri("http://127.0.0.1:1/"));

        var failure = await Assert.ThrowsAsync<SqsException>(() => away.GetQueueUrlAsync("fallback", null, CancellationToken.None));

        Assert.True(failure.IsTransient);
        Assert.Contains("http://127.0.0.1:1 cannot be reached", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_arrived_damaged_is_left_in_the_queue()
    {
        await _service.SendAsync(_queue, ["whole"]);
        _proxy.Fault = _ => new ProxyFault { Status = 200, Body = """{"Messages":[{"MessageId":"1","ReceiptHandle":"r","Body":"hole","MD5OfBody":"0be9d4b9bd1d2b1d0d0d0d0d0d0d0d0d"}]}""" };
        Assert.Empty(await _client.ReceiveAsync(_queue, TimeSpan.Zero, CancellationToken.None));

        _proxy.Fault = null;
        Assert.Equal("whole", Encoding.UTF8.GetString(Assert.Single(await _client.ReceiveAsync(_queue, TimeSpan.Zero, CancellationToken.None)).Body));
    }

    [Fact]
    public async Task What_the_queue_refuses_of_a_batch_is_said_entry_by_entry()
    {
        _proxy.Fault = _ => new ProxyFault { Status = 200, Body = """{"Failed":[{"Id":"1","Code":"InvalidMessageContents","Message":"no","SenderFault":true},{"Id":"0","Code":"InternalError","SenderFault":false}]}""" };

        var failures = await _client.SendAsync(_queue, ["a"u8.ToArray(), "b"u8.ToArray()], CancellationToken.None);

        Assert.Equal([new SqsFailure(1, "InvalidMessageContents", "no", true), new SqsFailure(0, "InternalError", "", false)], failures);
    }

    [Fact]
    public async Task A_handle_that_is_none_is_a_failed_entry_or_an_error_but_never_silence()
    {
        var failures = await _client.DeleteAsync(_queue, ["nonsense"], CancellationToken.None);
        Assert.Equal("ReceiptHandleIsInvalid", Assert.Single(failures).Code);
    }

    [Fact]
    public async Task A_long_poll_ends_at_once_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var polling = _client.ReceiveAsync(_queue, TimeSpan.FromSeconds(20), stop.Token);
        await El4k.Testing.Eventually.HoldsAsync(() => _proxy.Count("ReceiveMessage") == 1, () => "the poll to arrive");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => polling.WaitAsync(TimeSpan.FromSeconds(15)));
    }

    [Theory]
    [InlineData("https://a/", "http://b/", "http://c/", "https://a/")]
    [InlineData(null, "http://b/", "http://c/", "http://b/")]
    [InlineData(null, null, "http://c/", "http://c/")]
    [InlineData(null, "", null, null)]
    public void The_address_is_that_of_the_option_then_of_the_environment(string? option, string? ofSqs, string? ofAll, string? expected) =>
        Assert.Equal(expected is null ? null : new Uri(expected), SqsEndpoint.Override(option is null ? null : new Uri(option), name => name == "AWS_ENDPOINT_URL_SQS" ? ofSqs : ofAll));

    private static SqsClient Client(Uri endpoint) => new(new SqsClientOptions
    {
        Region = TestKeys.Region,
        Credentials = new FixedKeys(),
        Endpoint = endpoint,
        RetryDelay = TimeSpan.FromMilliseconds(1),
        Environment = _ => null,
    });
}
