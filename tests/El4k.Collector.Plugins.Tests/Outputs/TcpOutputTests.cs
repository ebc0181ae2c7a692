using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Outputs;
using El4k.Collector.Plugins.Outputs.Tcp;
using El4k.Collector.Plugins.Tests.Network;

namespace El4k.Collector.Plugins.Tests.Outputs;

public sealed class TcpOutputTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Each_event_is_a_line_of_json_and_a_write_ends_when_the_receiver_has_it()
    {
        using var receiver = new Receiver();
        await using var output = await StartAsync(receiver.Port);
        await output.WriteAsync(OutputCodecs.Numbered(3), CancellationToken.None);
        await output.WriteAsync(OutputCodecs.Numbered(2, first: 3), CancellationToken.None);

        using var socket = await receiver.AcceptAsync();
        Assert.Equal([0, 1, 2, 3, 4], Numbers(await ReadLinesAsync(socket, 5)));
    }

    [Fact]
    public async Task A_codec_that_ends_its_events_itself_is_left_alone()
    {
        using var receiver = new Receiver();
        await using var output = await StartAsync(receiver.Port, codec: OutputCodecs.Line("{%{n}}"));
        await output.WriteAsync(OutputCodecs.Numbered(2), CancellationToken.None);
        using var socket = await receiver.AcceptAsync();
        Assert.Equal(["{0}", "{1}"], await ReadLinesAsync(socket, 2));
    }

    [Fact]
    public async Task A_receiver_that_is_away_is_waited_for()
    {
        var log = new RecordingLog();
        var port = FreePort();
        await using var output = await StartAsync(port, log: log);
        var writing = output.WriteAsync(OutputCodecs.Numbered(3), CancellationToken.None).AsTask();
        await Eventually.IsTrueAsync(() => log.Warnings.Any(), "the wait is said");
        Assert.False(writing.IsCompleted);
        Assert.Contains("options host, port", log.Warnings.First(), StringComparison.Ordinal);
        using var receiver = new Receiver(port);
        await writing.WaitAsync(Patience);
        using var socket = await receiver.AcceptAsync();
        Assert.Equal([0, 1, 2], Numbers(await ReadLinesAsync(socket, 3)));
    }

    [Fact]
    public async Task The_wait_ends_when_the_time_to_stop_is_over()
    {
        await using var output = await StartAsync(FreePort());
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => output.WriteAsync(OutputCodecs.Numbered(1), giveUp.Token).AsTask().WaitAsync(Patience));
    }

    [Fact]
    public async Task What_had_not_arrived_when_the_connection_was_reset_is_sent_again_whole()
    {
        // More than all buffers take, so that the reset comes in the middle of the write.
        using var receiver = new Receiver(receiveBuffer: 16 * 1024);
        await using var output = await StartAsync(receiver.Port);
        var text = new string('x', 50_000);
        var events = Enumerable.Range(0, 400).Select(i => Event.Parse($$"""{"n":{{i}},"text":"{{text}}"}""")).ToArray();
        var writing = output.WriteAsync(events, CancellationToken.None).AsTask();
        List<int> before;
        using (var first = await receiver.AcceptAsync())
        {
            before = [.. Numbers(await ReadLinesAsync(first, 20))];
            first.LingerState = new LingerOption(true, 0);
        }

        using var second = await receiver.AcceptAsync();
        var after = new List<int>();
        while (after.Count == 0 || after[^1] != 399)
        {
            after.AddRange(Numbers(await ReadLinesAsync(second, 1)));
        }

        await writing.WaitAsync(Patience);

        // Nothing that the first connection's kernel had not acknowledged is missing, and events are whole.
        Assert.InRange(after[0], before[0], 399);
        Assert.Equal(Enumerable.Range(after[0], 400 - after[0]), after);
    }

    [Fact]
    public async Task A_receiver_that_has_closed_meanwhile_costs_no_event()
    {
        using var receiver = new Receiver();
        await using var output = await StartAsync(receiver.Port);
        for (var round = 0; round < 5; round++)
        {
            var writing = output.WriteAsync(OutputCodecs.Numbered(1, round), CancellationToken.None).AsTask();
            using var socket = await receiver.AcceptAsync();
            Assert.Equal([round], Numbers(await ReadLinesAsync(socket, 1)));
            await writing.WaitAsync(Patience);
            socket.Shutdown(SocketShutdown.Both);
            Assert.Equal(0, await socket.ReceiveAsync(new byte[1]).WaitAsync(Patience));
        }
    }

    [Fact]
    public async Task Over_tls_the_receivers_name_is_checked()
    {
        using var authority = new TestAuthority();
        using var receiver = new Receiver();
        var log = new RecordingLog();
        await using var output = await StartAsync(receiver.Port, new TcpOutputOptions { SslEnabled = true, SslCertificateAuthorities = [authority.File] }, log: log);
        var writing = output.WriteAsync(OutputCodecs.Numbered(2), CancellationToken.None).AsTask();
        foreach (var name in (string?[])["other.example", null])
        {
            await using var stream = new SslStream(new NetworkStream(await receiver.AcceptAsync(), ownsSocket: true));
            try
            {
                await stream.AuthenticateAsServerAsync(authority.Issue("server" + name, otherName: name).Certificate);
                var received = new byte[1000];
                var length = await stream.ReadAsync(received).AsTask().WaitAsync(Patience);
                Assert.Equal(name is null, length > 0);
                if (length > 0)
                {
                    await writing.WaitAsync(Patience);
                }
            }
            catch (Exception refused) when (name is not null && refused is IOException or System.Security.Authentication.AuthenticationException)
            {
                Assert.NotEmpty(log.Warnings);
            }
        }

        Assert.True(writing.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task As_a_server_it_sends_to_all_who_are_connected_and_waits_for_the_first()
    {
        await using var output = await StartAsync(0, new TcpOutputOptions { Mode = TcpOutputMode.Server });
        var writing = output.WriteAsync(OutputCodecs.Numbered(2), CancellationToken.None).AsTask();
        await Task.Delay(100);
        Assert.False(writing.IsCompleted);
        using var first = await ConnectAsync(output);
        Assert.Equal([0, 1], Numbers(await ReadLinesAsync(first, 2)));
        await writing.WaitAsync(Patience);

        using var second = await ConnectAsync(output);
        var numbers = new[] { new List<int>(), [] };
        for (var next = 2; numbers[1].Count == 0; next++)
        {
            // When the second one has been accepted is not seen from here.
            await output.WriteAsync(OutputCodecs.Numbered(1, next), CancellationToken.None).AsTask().WaitAsync(Patience);
            numbers[0].AddRange(Numbers(await ReadLinesAsync(first, 1)));
            if (second.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead))
            {
                numbers[1].AddRange(Numbers(await ReadLinesAsync(second, 1)));
            }
        }

        Assert.Equal(Enumerable.Range(2, numbers[0].Count), numbers[0]);
        first.Close();
        await output.WriteAsync(OutputCodecs.Numbered(1, 1000), CancellationToken.None).AsTask().WaitAsync(Patience);
        Assert.Equal([1000], Numbers(await ReadLinesAsync(second, 1)));
    }

    [Theory]
    [InlineData("port")]
    [InlineData("reconnect_interval")]
    [InlineData("ssl_certificate_authorities")]
    [InlineData("host")]
    public void What_cannot_be_meant_is_refused(string option)
    {
        var good = new TcpOutputOptions { Host = "127.0.0.1", Port = 1 };
        var options = option switch
        {
            "port" => good with { Port = 0 },
            "reconnect_interval" => good with { ReconnectInterval = 0 },
            "ssl_certificate_authorities" => good with { SslEnabled = true, SslCertificateAuthorities = ["/nowhere/ca.pem"] },
            _ => good with { Mode = TcpOutputMode.Server, Host = "no address" },
        };
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new TcpOutput(options, PluginContext.For("tcp", codec: OutputCodecs.Json))).Option);
    }

    [Fact]
    public void Events_within_so_many_bytes_are_counted_whole()
    {
        var events = new EncodedEvents(OutputCodecs.Line("%{n}"), endsJsonWithNewline: true);
        foreach (var item in OutputCodecs.Numbered(3))
        {
            events.Add(item);
        }

        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], Enumerable.Range(0, 8).Select(bytes => events.CountWithin(bytes)));
    }

    [Fact]
    public async Task A_connection_that_was_let_go_meanwhile_is_a_broken_one()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndPoint!);
        var connection = await OutgoingConnection.OpenAsync(socket, null, TimeProvider.System, CancellationToken.None);
        await connection.DisposeAsync();

        await Assert.ThrowsAsync<BrokenConnectionException>(() => connection.SendAsync(new byte[1], CancellationToken.None));
    }

    private static async Task<TcpOutput> StartAsync(int port, TcpOutputOptions? options = null, ICodec? codec = null, RecordingLog? log = null)
    {
        var given = (options ?? new TcpOutputOptions()) with { Host = "127.0.0.1", Port = port, ReconnectInterval = 0.05 };
        var output = new TcpOutput(given, PluginContext.For("tcp", log, codec: codec ?? OutputCodecs.Json));
        await output.StartAsync(CancellationToken.None);
        return output;
    }

    private static async Task<Socket> ConnectAsync(TcpOutput output)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(output.LocalEndPoint!);
        return socket;
    }

    private static IEnumerable<int> Numbers(IEnumerable<string> lines) => lines.Select(line => (int)JsonNode.Parse(line)!["n"]!);

    private static async Task<string[]> ReadLinesAsync(Socket socket, int count)
    {
        var lines = new List<string>();
        var line = new List<byte>();
        var buffer = new byte[1];
        using var limit = new CancellationTokenSource(Patience);
        while (lines.Count < count)
        {
            if (line.Count > 4 && line[^1] == 'x' && socket.Available > 1000)
            {
                // The long texts need not be read byte by byte.
                var peek = new byte[1000];
                var length = socket.Receive(peek, SocketFlags.Peek);
                var end = peek.AsSpan(0, length).IndexOf((byte)'\n');
                var take = end < 0 ? length : end;
                line.AddRange(peek.AsSpan(0, take));
                socket.Receive(peek.AsSpan(0, take), SocketFlags.None);
            }

            Assert.Equal(1, await socket.ReceiveAsync(buffer, SocketFlags.None, limit.Token));
            if (buffer[0] == '\n')
            {
                lines.Add(Encoding.UTF8.GetString([.. line]));
                line.Clear();
            }
            else
            {
                line.Add(buffer[0]);
            }
        }

        return [.. lines];
    }

    private static int FreePort()
    {
        using var taken = new Receiver();
        return taken.Port;
    }

    /// <summary>A port that takes connections.</summary>
    private sealed class Receiver : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public Receiver(int port = 0, int receiveBuffer = 0)
        {
            if (receiveBuffer > 0)
            {
                _listener.ReceiveBufferSize = receiveBuffer;
            }

            _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            _listener.Listen();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

        public Task<Socket> AcceptAsync() => _listener.AcceptAsync().WaitAsync(Patience);

        public void Dispose() => _listener.Dispose();
    }
}
