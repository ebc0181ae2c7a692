using System.Net;
using System.Net.Sockets;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Outputs.Udp;

namespace El4k.Collector.Plugins.Tests.Outputs;

public sealed class UdpOutputTests
{
    [Fact]
    public async Task Each_event_is_a_datagram()
    {
        using var receiver = new Receiver();
        await using var output = new UdpOutput(Options(receiver.Port.ToString()), Context());
        await output.WriteAsync(OutputCodecs.Numbered(3), CancellationToken.None);
        for (var i = 0; i < 3; i++)
        {
            Assert.StartsWith($"{{\"n\":{i},", await receiver.ReceiveAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_port_may_come_from_the_event_and_an_event_without_it_is_kept()
    {
        using var receiver = new Receiver();
        var letters = new RecordingDeadLetters();
        await using var output = new UdpOutput(Options("%{[to]}"), Context(letters));
        await output.WriteAsync(new[] { Event.Parse("""{"n":1}"""), Event.Parse($$"""{"n":2,"to":{{receiver.Port}}}""") }, CancellationToken.None);
        Assert.Contains("\"n\":2", await receiver.ReceiveAsync(), StringComparison.Ordinal);
        var letter = Assert.Single(letters.All);
        Assert.Contains("\"n\":1", letter.Event, StringComparison.Ordinal);
        Assert.Contains("port", letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_fits_no_datagram_is_kept()
    {
        using var receiver = new Receiver();
        var letters = new RecordingDeadLetters { Failures = 1 };
        var time = new El4k.Testing.ManualTime(DateTimeOffset.UnixEpoch);
        await using var output = new UdpOutput(Options(receiver.Port.ToString()), Context(letters, time));
        var writing = output.WriteAsync(new[] { Event.Parse($$"""{"text":"{{new string('x', 100_000)}}"}"""), Event.Parse("""{"n":2}""") }, CancellationToken.None).AsTask();

        // The first try to keep it fails, as on a full disk; the event waits.
        await Eventually.IsTrueAsync(() => time.SetTimers > 0, "the output waits");
        time.Advance(TimeSpan.FromSeconds(2));
        await writing.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Contains("more than fit", Assert.Single(letters.All).Reason, StringComparison.Ordinal);
        Assert.Contains("\"n\":2", await receiver.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_found_is_waited_for_or_given_up_as_retry_count_says()
    {
        var letters = new RecordingDeadLetters();
        await using (var patient = new UdpOutput(Options("9", "no-such-host.invalid") with { RetryBackoff = 1 }, Context(letters)))
        {
            using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => patient.WriteAsync(OutputCodecs.Numbered(1), giveUp.Token).AsTask().WaitAsync(TimeSpan.FromSeconds(20)));
            Assert.Empty(letters.All);
        }

        await using var hasty = new UdpOutput(Options("9", "no-such-host.invalid") with { RetryCount = 2, RetryBackoff = 1 }, Context(letters));
        await hasty.WriteAsync(OutputCodecs.Numbered(1), CancellationToken.None);
        Assert.Contains("no-such-host.invalid", Assert.Single(letters.All).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("70000", 0, 1, "port")]
    [InlineData("none", 0, 1, "port")]
    [InlineData("9", -1, 1, "retry_count")]
    [InlineData("9", 0, 0, "retry_backoff_msecs")]
    public void What_cannot_be_meant_is_refused(string port, int retries, int backoff, string option) =>
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new UdpOutput(Options(port) with { RetryCount = retries, RetryBackoff = backoff }, Context())).Option);

    private static UdpOutputOptions Options(string port, string host = "127.0.0.1") => new() { Host = host, Port = StringFormat.Parse(port) };

    private static PluginContext Context(IDeadLetters? letters = null, TimeProvider? clock = null) =>
        PluginContext.For("udp", clock: clock, codec: OutputCodecs.Json) with { DeadLetters = letters };

    /// <summary>A port that takes datagrams.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

        public Receiver() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

        public async Task<string> ReceiveAsync()
        {
            var buffer = new byte[65536];
            var length = await _socket.ReceiveAsync(buffer).WaitAsync(TimeSpan.FromSeconds(20));
            return Encoding.UTF8.GetString(buffer, 0, length);
        }

        public void Dispose() => _socket.Dispose();
    }
}
