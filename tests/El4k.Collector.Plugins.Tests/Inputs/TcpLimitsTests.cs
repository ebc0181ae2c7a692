using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.JsonLines;
using El4k.Collector.Plugins.Inputs;
using El4k.Collector.Plugins.Inputs.Tcp;

namespace El4k.Collector.Plugins.Tests.Inputs;

/// <summary>Clients that are many, slow, silent, gone or out to harm.</summary>
public sealed class TcpLimitsTests
{
    private static readonly FieldReference Number = FieldReference.Parse("n");

    [Fact]
    public async Task A_thousand_open_connections_are_all_served()
    {
        const int count = 1000;
        await using var input = await StartAsync(new TcpOptions());
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < count; i++)
            {
                sockets.Add(await input.ConnectAsync());
                sockets[i].Send(Encoding.UTF8.GetBytes($"{{\"n\":{i}}}\n{{\"n\":"));
            }

            await input.Published.WaitForAsync(count);
            for (var i = 0; i < count; i++)
            {
                sockets[i].Send(Encoding.UTF8.GetBytes($"{count + i}}}\n"));
            }

            var numbers = (await input.Published.WaitForAsync(2 * count)).Select(item => (long)item.Get(Number)!).Order();
            Assert.Equal(Enumerable.Range(0, 2 * count).Select(i => (long)i), numbers);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task Beyond_max_connections_new_ones_are_closed_and_counted_and_room_comes_back()
    {
        var log = new RecordingLog();
        var context = PluginContext.For("tcp", log);
        await using var input = await RunningInput.StartAsync(new TcpInput(new TcpOptions { MaxConnections = 2 }, context), RunningInput.JsonLines);
        using var first = await OpenAsync(input, 1);
        using var second = await OpenAsync(input, 2);
        using (var third = await input.ConnectAsync())
        {
            Assert.Equal(0, await third.ReceiveAsync(new byte[1]).WaitAsync(TimeSpan.FromSeconds(20)));
        }

        Assert.Equal(1, context.Counters.Read().Named["connections_refused"]);
        Assert.Contains("max_connections", Assert.Single(log.Warnings), StringComparison.Ordinal);
        first.Dispose();
        await Eventually.GetAsync(
            () =>
            {
                using var again = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                again.Connect(input.EndPoint);
                try
                {
                    again.Send("{\"n\":3}\n"u8);
                    return again.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead) ? null : again;
                }
                catch (SocketException)
                {
                    return null;
                }
            },
            () => "there is no room after a connection has ended");
    }

    [Fact]
    public async Task A_line_of_a_hundred_megabytes_is_cut_by_default_and_whole_when_it_is_allowed()
    {
        const int Length = 100_000_000;
        foreach (var limit in (long[])[16 << 20, 128 << 20])
        {
            var codec = new JsonLinesCodec(new JsonLinesOptions { DecodeSizeLimit = new ByteSize(limit) }, PluginContext.For("codec"));
            await using var input = await RunningInput.StartAsync(new TcpInput(new TcpOptions(), PluginContext.For("tcp")), codec);
            using var socket = await input.ConnectAsync();
            socket.Send("{\"text\":\""u8);
            var piece = Encoding.ASCII.GetBytes(new string('x', 1_000_000));
            for (var sent = 0; sent < Length; sent += piece.Length)
            {
                socket.Send(piece);
            }

            socket.Send("\"}\n{\"n\":2}\n"u8);
            var events = await input.Published.WaitForAsync(2);
            Assert.Equal(2L, events[1].Get(Number));
            Assert.Equal(limit < Length, events[0].HasTag("_linetoolong"));

            // As bytes: a string of it would take twice the memory.
            Assert.True(events[0].TryGetUtf8(FieldReference.Parse(limit < Length ? "message" : "text"), out var text));
            Assert.Equal(limit < Length ? 4096 : Length, text.Length);
        }
    }

    [Fact]
    public async Task Deep_nesting_is_a_failure_of_its_line_only()
    {
        await using var input = await StartAsync(new TcpOptions());
        await input.SendTcpAsync(string.Concat(Enumerable.Repeat("{\"a\":", 200_000)) + "1" + new string('}', 200_000) + "\n{\"n\":2}\n");
        var events = await input.Published.WaitForAsync(2);
        Assert.True(events[0].HasTag("_jsonparsefailure"));
        Assert.Equal(2L, events[1].Get(Number));
    }

    [Fact]
    public async Task Senders_that_have_gone_hold_no_sockets_while_the_queue_is_full()
    {
        const int Connections = 200;
        await using var input = await StartAsync(new TcpOptions(), published => published.Fill());
        for (var i = 0; i < Connections; i++)
        {
            using var socket = await input.ConnectAsync();
            socket.Send(Encoding.UTF8.GetBytes($"{{\"n\":{i}}}"));
            socket.Shutdown(SocketShutdown.Send);

            // Closed from the other side although nothing could be published yet.
            Assert.Equal(0, await socket.ReceiveAsync(new byte[1]).WaitAsync(TimeSpan.FromSeconds(20)));
        }

        Assert.Empty(input.Published.Events);
        input.Published.MakeRoom();
        Assert.Equal(Enumerable.Range(0, Connections).Select(i => (object)(long)i), (await input.Published.WaitForAsync(Connections)).Select(item => item.Get(Number)).Order());
    }

    [Fact]
    public async Task A_burst_of_more_short_connections_than_may_be_open_is_waited_for()
    {
        const int Connections = 300;
        var context = PluginContext.For("tcp", new RecordingLog());
        await using var input = await RunningInput.StartAsync(new TcpInput(new TcpOptions { MaxConnections = 4 }, context), RunningInput.JsonLines);
        for (var i = 0; i < Connections; i++)
        {
            using var socket = await input.ConnectAsync();
            socket.Send(Encoding.UTF8.GetBytes($"{{\"n\":{i}}}\n"));
            socket.Shutdown(SocketShutdown.Send);
        }

        Assert.Equal(Enumerable.Range(0, Connections).Select(i => (object)(long)i), (await input.Published.WaitForAsync(Connections)).Select(item => item.Get(Number)).Order());
        Assert.False(context.Counters.Read().Named.ContainsKey("connections_refused"));
    }

    [Fact]
    public async Task Unfinished_lines_of_all_connections_share_a_limit_and_only_the_largest_pays()
    {
        var log = new RecordingLog();
        var context = PluginContext.For("tcp", log);
        await using var input = await RunningInput.StartAsync(new TcpInput(new TcpOptions { MaxUnfinishedBytes = new ByteSize(4 << 20) }, context), RunningInput.JsonLines);
        using var honest = await input.ConnectAsync();
        honest.Send("{\"n\":1,\"text\":\""u8);
        using var greedy = await input.ConnectAsync();
        var piece = Encoding.ASCII.GetBytes("{\"a\":\"" + new string('x', 100_000));
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                await greedy.SendAsync(piece).WaitAsync(TimeSpan.FromSeconds(20));
            }
        });

        var cut = Assert.Single(await input.Published.WaitForAsync(1));
        Assert.True(cut.HasTag("_linetoolong"));
        Assert.Equal(1, context.Counters.Read().Named["connections_cut"]);
        Assert.Contains("max_unfinished_bytes", Assert.Single(log.Errors), StringComparison.Ordinal);

        // The honest one goes on where it was.
        honest.Send("whole\"}\n"u8);
        Assert.Equal("whole", (await input.Published.WaitForAsync(2))[1].Get(FieldReference.Parse("text")));
    }

    [Fact]
    public async Task Many_slow_senders_of_small_beginnings_do_not_disturb_others()
    {
        await using var input = await StartAsync(new TcpOptions());
        var slow = new List<Socket>();
        try
        {
            for (var i = 0; i < 200; i++)
            {
                slow.Add(await input.ConnectAsync());
                slow[i].Send("{\"never\":\"ending"u8);
            }

            for (var round = 0; round < 3; round++)
            {
                slow.ForEach(socket => socket.Send("x"u8));
                await input.SendTcpAsync($"{{\"n\":{round}}}\n");
                await input.Published.WaitForAsync(round + 1);
            }
        }
        finally
        {
            slow.ForEach(socket => socket.Dispose());
        }

        // What they had sent is kept, as failures.
        Assert.Equal(200, (await input.Published.WaitForAsync(203)).Count(item => item.HasTag("_jsonparsefailure")));
    }

    [Fact]
    public async Task A_silent_connection_is_closed_after_idle_timeout_and_keeps_its_beginning()
    {
        await using var input = await StartAsync(new TcpOptions { IdleTimeout = 2 });
        using var socket = await input.ConnectAsync();
        socket.Send("{\"n\":1}\n{\"n\":"u8);
        Assert.Equal(0, await socket.ReceiveAsync(new byte[1]).WaitAsync(TimeSpan.FromSeconds(20)));
        var events = await input.Published.WaitForAsync(2);
        Assert.True(events[1].HasTag("_jsonparsefailure"));
    }

    [Fact]
    public async Task However_many_silent_connections_are_closed_at_once_each_sees_an_end_and_no_reset()
    {
        const int Connections = 300;
        await using var input = await StartAsync(new TcpOptions { IdleTimeout = 1 });
        var ends = new List<Task<int>>();
        var sockets = new List<Socket>();
        for (var i = 0; i < Connections; i++)
        {
            var socket = await input.ConnectAsync();
            sockets.Add(socket);
            socket.Send("{\"n\":1}\n"u8);
            ends.Add(socket.ReceiveAsync(new byte[1]));
        }

        Assert.All(await Task.WhenAll(ends).WaitAsync(TimeSpan.FromSeconds(60)), read => Assert.Equal(0, read));
        await input.Published.WaitForAsync(Connections);
        sockets.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_codec_that_asks_for_it_is_flushed_when_nothing_more_comes()
    {
        await using var input = await RunningInput.StartAsync(new TcpInput(new TcpOptions(), PluginContext.For("tcp")), new PatientCodec());
        using var socket = await input.ConnectAsync();
        socket.Send("first"u8);
        Assert.Equal("first", (await input.Published.WaitForAsync(1))[0].Get(FieldReference.Message));
        socket.Send("second"u8);
        var events = await input.Published.WaitForAsync(2);
        Assert.Equal("second", events[1].Get(FieldReference.Message));
        Assert.Equal("127.0.0.1", events[1].Get(FieldReference.Parse("host")));
    }

    [Fact]
    public async Task A_codec_that_throws_costs_its_bytes_their_fields_and_nothing_else()
    {
        await using var input = await RunningInput.StartAsync(new TcpInput(new TcpOptions(), PluginContext.For("tcp")), new ThrowingCodec());
        await input.SendTcpAsync("throw");
        await input.SendTcpAsync("one");
        var events = await input.Published.WaitForAsync(2);
        Assert.True(events[0].HasTag("_codecfailure"));
        Assert.Equal("one", events[1].Get(FieldReference.Message));
    }

    [Fact]
    public async Task As_a_client_it_connects_again_after_the_server_has_closed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new TcpOptions { Mode = TcpMode.Client, Host = "localhost", Port = ((IPEndPoint)listener.LocalEndpoint).Port };
        await using var input = await RunningInput.StartAsync(new TcpInput(options, PluginContext.For("tcp")), RunningInput.JsonLines);
        for (var i = 1; i <= 2; i++)
        {
            using var server = await listener.AcceptSocketAsync().WaitAsync(TimeSpan.FromSeconds(20));
            server.Send(Encoding.UTF8.GetBytes($"{{\"n\":{i}}}"));
        }

        var events = await input.Published.WaitForAsync(2);
        Assert.Equal([1L, 2L], events.Select(item => item.Get(Number)));
        Assert.Equal((long)options.Port, events[0].Get(FieldReference.Parse("port")));
    }

    [Fact]
    public async Task As_a_client_it_waits_for_a_server_that_is_not_there_yet()
    {
        var log = new RecordingLog();
        int port;
        using (var taken = new TcpListener(IPAddress.Loopback, 0))
        {
            taken.Start();
            port = ((IPEndPoint)taken.LocalEndpoint).Port;
        }

        await using var input = await RunningInput.StartAsync(
            new TcpInput(new TcpOptions { Mode = TcpMode.Client, Port = port }, PluginContext.For("tcp", log)), RunningInput.JsonLines);
        await Eventually.IsTrueAsync(() => log.Warnings.Any(), "the missing server is said");
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        using var server = await listener.AcceptSocketAsync().WaitAsync(TimeSpan.FromSeconds(20));
        server.Send("{\"n\":1}\n"u8);
        await input.Published.WaitForAsync(1);
    }

    [Fact]
    public async Task Reading_a_plain_connection_allocates_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await sender.ConnectAsync(listener.LocalEndpoint);
        var accepted = await listener.AcceptSocketAsync();
        using var source = new SocketSource(accepted);
        var buffer = new byte[4096];
        var line = new byte[100];
        _ = Allocated(10);
        Assert.Equal(0, Allocated(100));

        long Allocated(int rounds)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rounds; i++)
            {
                sender.Send(line);
                Assert.True(accepted.Poll(20_000_000, SelectMode.SelectRead));
                Assert.True(Count(source.ReadAsync(buffer, CancellationToken.None)) > 0);
                Assert.True(Count(source.ReadAsync(buffer, CancellationToken.None)) == ByteSource.NothingYet);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static int Count(ValueTask<int> reading) => reading.IsCompletedSuccessfully ? reading.Result : throw new InvalidOperationException("It waits.");
    }

    [Theory]
    [InlineData(0, 0.0, 1 << 20, "max_connections")]
    [InlineData(1, -1.0, 1 << 20, "idle_timeout")]
    [InlineData(1, 0.0, 1000, "max_unfinished_bytes")]
    public void Limits_out_of_range_are_refused(int connections, double idle, long unfinished, string option)
    {
        var options = new TcpOptions { MaxConnections = connections, IdleTimeout = idle, MaxUnfinishedBytes = new ByteSize(unfinished) };
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new TcpInput(options, PluginContext.For("tcp"))).Option);
    }

    private static Task<RunningInput> StartAsync(TcpOptions options, Action<PublishedEvents>? prepare = null) =>
        RunningInput.StartAsync(new TcpInput(options, PluginContext.For("tcp")), RunningInput.JsonLines, prepare);

    private static async Task<Socket> OpenAsync(RunningInput input, int number)
    {
        var socket = await input.ConnectAsync();
        socket.Send(Encoding.UTF8.GetBytes($"{{\"n\":{number}}}\n"));
        await input.Published.WaitForAsync(number);
        return socket;
    }

    /// <summary>Holds what it is given until it is flushed, and asks for that after 50 ms of silence.</summary>
    private sealed class PatientCodec : ICodec
    {
        private readonly List<byte> _held = [];

        public TimeSpan? IdleFlush => TimeSpan.FromMilliseconds(50);

        public void Decode(ReadOnlySpan<byte> data, EventBatch batch) => _held.AddRange(data);

        public void Flush(EventBatch batch)
        {
            if (_held.Count > 0)
            {
                batch.AddMessage([.. _held]);
                _held.Clear();
            }
        }

        public void Encode(Event source, IBufferWriter<byte> output)
        {
        }

        public ICodec Clone() => new PatientCodec();
    }
}
