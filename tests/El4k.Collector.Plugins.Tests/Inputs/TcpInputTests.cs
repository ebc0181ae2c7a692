using System.Net;
using System.Net.Sockets;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs.Tcp;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class TcpInputTests
{
    private static readonly FieldReference Number = FieldReference.Parse("n");
    private static readonly FieldReference Host = FieldReference.Parse("host");
    private static readonly FieldReference Port = FieldReference.Parse("port");

    [Fact]
    public async Task Events_come_with_and_without_a_final_newline_and_probes_are_nothing()
    {
        await using var input = await StartAsync();
        await input.SendTcpAsync("");
        await input.SendTcpAsync("{\"n\":1}\n");
        await input.SendTcpAsync("{\"n\":2}");
        await input.SendTcpAsync("{\"n\":3}\n{\"n\":4}{\"n\":5}");
        await input.SendTcpAsync("no json");

        // Only what comes over one connection keeps its order.
        var events = (await input.Published.WaitForAsync(6)).OrderBy(item => item.Get(Number) is long number ? number : long.MaxValue).ToList();
        Assert.Equal([1L, 2L, 3L, 4L, 5L, null], events.Select(item => item.Get(Number)));
        Assert.True(events[5].HasTag("_jsonparsefailure"));
    }

    [Fact]
    public async Task The_sender_is_told_unless_the_event_tells_it_itself()
    {
        await using var input = await StartAsync();
        using var socket = await input.ConnectAsync();
        socket.Send("{\"n\":1}\n{\"host\":\"own\",\"port\":1}\n"u8);

        var events = await input.Published.WaitForAsync(2);
        Assert.Equal("127.0.0.1", events[0].Get(Host));
        Assert.Equal((long)((IPEndPoint)socket.LocalEndPoint!).Port, events[0].Get(Port));
        Assert.Equal("own", events[1].Get(Host));
        Assert.Equal(1L, events[1].Get(Port));
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, """{"n":1,"host":"127.0.0.1","port":PORT}""")]
    [InlineData(EcsCompatibility.V1, """{"n":1,"@metadata":{"input":{"tcp":{"source":{"name":"127.0.0.1","ip":"127.0.0.1","port":PORT}}}}}""")]
    [InlineData(EcsCompatibility.V8, """{"n":1,"@metadata":{"input":{"tcp":{"source":{"name":"127.0.0.1","ip":"127.0.0.1","port":PORT}}}}}""")]
    public async Task The_sender_has_the_names_asked_for(EcsCompatibility mode, string expected)
    {
        await using var input = await RunningInput.StartAsync(new TcpInput(new TcpOptions(), PluginContext.For("tcp") with { EcsCompatibility = mode }), RunningInput.JsonLines);
        using var socket = await input.ConnectAsync();
        socket.Send("{\"n\":1}\n"u8);
        WholeEvent.AssertIs(expected, Assert.Single(await input.Published.WaitForAsync(1)), ("PORT", ((IPEndPoint)socket.LocalEndPoint!).Port));
    }

    [Fact]
    public async Task Events_flow_while_the_connection_stays_open()
    {
        await using var input = await StartAsync();
        using var socket = await input.ConnectAsync();
        for (var i = 1; i <= 3; i++)
        {
            socket.Send(Encoding.UTF8.GetBytes($"{{\"n\":{i}}}\n{{\"half\":"));
            await input.Published.WaitForAsync(i * 2 - 1);
            socket.Send("1}\n"u8);
            await input.Published.WaitForAsync(i * 2);
        }
    }

    [Fact]
    public async Task Many_connections_at_once_lose_nothing()
    {
        const int Connections = 300;
        await using var input = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(i => input.SendTcpAsync($"{{\"n\":{i}}}\n{{\"n\":{i + Connections}}}")));

        var numbers = (await input.Published.WaitForAsync(2 * Connections)).Select(item => (long)item.Get(Number)!).Order();
        Assert.Equal(Enumerable.Range(0, 2 * Connections).Select(i => (long)i), numbers);
    }

    [Fact]
    public async Task A_reset_keeps_what_was_sent_before_it()
    {
        await using var input = await StartAsync();
        var socket = await input.ConnectAsync();
        socket.Send("{\"n\":1}\n{\"n\":"u8);
        await input.Published.WaitForAsync(1);
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();

        var events = await input.Published.WaitForAsync(2);
        Assert.True(events[1].HasTag("_jsonparsefailure"));
        await input.SendTcpAsync("{\"n\":3}");
        await input.Published.WaitForAsync(3);
    }

    [Fact]
    public async Task While_the_queue_is_full_the_sender_is_not_read()
    {
        await using var input = await StartAsync(prepare: published => published.Fill());
        using var socket = await input.ConnectAsync();
        var line = Encoding.UTF8.GetBytes("{\"n\":1,\"text\":\"" + new string('x', 60_000) + "\"}\n");
        var sent = 0L;
        socket.Blocking = false;

        // Socket buffers take some megabytes; then nothing more goes in.
        while (socket.Poll(TimeSpan.FromMilliseconds(500), SelectMode.SelectWrite))
        {
            sent += socket.Send(line.AsSpan((int)(sent % line.Length)), SocketFlags.None, out _);
            Assert.InRange(sent, 0, 64 << 20);
        }

        Assert.Empty(input.Published.Events);
        input.Published.MakeRoom();
        socket.Blocking = true;
        sent += socket.Send(line.AsSpan((int)(sent % line.Length)));

        var events = await input.Published.WaitForAsync((int)(sent / line.Length));
        Assert.Equal(sent / line.Length, events.Count);
    }

    [Fact]
    public async Task What_the_codec_holds_comes_out_in_time_after_a_full_queue_too()
    {
        var codec = new ImpatientCodec(RunningInput.Lines, TimeSpan.FromMilliseconds(50));
        await using var input = await RunningInput.StartAsync(new TcpInput(new TcpOptions(), PluginContext.For("tcp")), codec, published => published.Fill());
        using var socket = await input.ConnectAsync();
        socket.Send("one\ntwo"u8);
        await Eventually.IsTrueAsync(() => input.Published.Waiting == 1, "the first event waits for room");
        input.Published.MakeRoom();

        await input.Published.WaitForAsync(2);
        Assert.Equal(["one", "two"], input.Published.Messages);
    }

    [Fact]
    public async Task At_the_stop_what_has_arrived_is_read()
    {
        await using var input = await StartAsync(prepare: published => published.Fill());
        using var socket = await input.ConnectAsync();
        for (var i = 0; i < 5000; i++)
        {
            socket.Send("{\"n\":1}\n"u8);
        }

        var stopped = input.StopAsync();
        input.Published.MakeRoom();
        await stopped;
        Assert.Equal(5000, input.Published.Events.Count);
    }

    [Fact]
    public async Task A_taken_port_is_an_error_that_names_port_and_option()
    {
        await using var input = await StartAsync();
        var second = new TcpInput(new TcpOptions { Port = input.EndPoint.Port }, PluginContext.For("tcp"));
        var refusal = await Assert.ThrowsAsync<PluginStartException>(() => second.StartAsync(CancellationToken.None));
        Assert.Contains(input.EndPoint.Port.ToString(), refusal.Message, StringComparison.Ordinal);
        Assert.Contains("option port", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.org", 1, "host")]
    [InlineData("127.0.0.1", 65536, "port")]
    [InlineData("127.0.0.1", -1, "port")]
    public void What_cannot_be_listened_on_is_refused(string host, int port, string option) =>
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new TcpInput(new TcpOptions { Host = host, Port = port }, PluginContext.For("tcp"))).Option);

    private static Task<RunningInput> StartAsync(Action<PublishedEvents>? prepare = null) =>
        RunningInput.StartAsync(new TcpInput(new TcpOptions(), PluginContext.For("tcp")), RunningInput.JsonLines, prepare);
}
