using System.Net;
using System.Net.Sockets;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs;
using El4k.Collector.Plugins.Inputs.Udp;

namespace El4k.Collector.Plugins.Tests.Inputs;

/// <summary>Several workers on one port, each with a socket of its own where the system spreads datagrams over them.</summary>
public sealed class UdpWorkersTests
{
    private const int Senders = 64;

    private static readonly FieldReference Number = FieldReference.Parse("n");
    private static readonly FieldReference Sender = FieldReference.Parse("sender");

    [Fact]
    public async Task Many_senders_lose_nothing_and_each_keeps_its_order()
    {
        const int Rounds = 100;
        await using var input = await RunningInput.StartAsync(new UdpInput(new UdpOptions { Workers = 4 }, PluginContext.For("udp")), RunningInput.Json);
        using var senders = new SenderGroup(input.EndPoint);
        for (var round = 0; round < Rounds; round++)
        {
            senders.SendAll(round);
            await input.Published.WaitForAsync(Senders * Math.Max(0, round - 4));
        }

        var events = await input.Published.WaitForAsync(Senders * Rounds);
        AssertEachOnce(Rounds, events);
        if (DatagramSocket.CanSharePort)
        {
            Assert.All(
                events.GroupBy(item => (long)item.Get(Sender)!),
                sent => Assert.Equal(Enumerable.Range(0, Rounds).Select(i => (long)i), sent.Select(item => (long)item.Get(Number)!)));
        }
    }

    [Fact]
    public void All_sockets_of_a_port_are_given_datagrams()
    {
        if (!DatagramSocket.CanSharePort)
        {
            return;
        }

        using var first = new DatagramSocket(new IPEndPoint(IPAddress.Loopback, 0), 1 << 20);
        using DatagramSocket second = first.BindAnother(), third = first.BindAnother();
        using var senders = new SenderGroup(first.LocalEndPoint);
        senders.SendAll(1);
        var taken = new List<int>();
        foreach (var socket in (DatagramSocket[])[first, second, third])
        {
            Assert.Equal(first.LocalEndPoint, socket.LocalEndPoint);
            taken.Add(new DatagramReader(socket.Socket, capacity: Senders, datagramBytes: 1024).Receive(TimeSpan.FromSeconds(10)));
        }

        Assert.All(taken, count => Assert.InRange(count, 1, Senders - 2));
        Assert.Equal(Senders, taken.Sum());
    }

    [Fact]
    public async Task Drops_are_counted_over_all_sockets()
    {
        if (!DatagramSocket.CanSharePort)
        {
            return;
        }

        const int Rounds = 60;
        var context = PluginContext.For("udp");
        await using var input = await RunningInput.StartAsync(
            new UdpInput(new UdpOptions { ReceiveBufferBytes = 4096, Workers = 3, BufferSize = 1024 }, context), RunningInput.Json, published => published.Fill());
        using var senders = new SenderGroup(input.EndPoint);
        for (var round = 0; round < Rounds; round++)
        {
            senders.SendAll(round);
        }

        await Eventually.IsTrueAsync(() => context.Counters.Read().Dropped > 0, "drops are counted");
        input.Published.MakeRoom();
        await Eventually.IsTrueAsync(() => input.Published.Events.Count + context.Counters.Read().Dropped == Senders * Rounds, "every datagram is read or counted");
    }

    [Theory]
    [InlineData(1, 3, 0)]
    [InlineData(3, 3, 0)]
    [InlineData(3, 1, 1)]
    public async Task A_reload_hands_all_sockets_over_and_loses_nothing(int before, int after, int notices)
    {
        var log = new RecordingLog();
        var sockets = new ListenSockets();
        var context = PluginContext.For("udp", log) with { HostParts = new Dictionary<Type, object> { [typeof(ListenSockets)] = sockets } };
        var retired = new UdpInput(new UdpOptions { Workers = before }, context);
        await using var first = await RunningInput.StartAsync(retired, RunningInput.Json);

        // Another input of the pipeline whose port is the system's choice too: its sockets are its own.
        await using var other = await RunningInput.StartAsync(new UdpInput(new UdpOptions { Workers = 2 }, context), RunningInput.Json);
        using var senders = new SenderGroup(first.EndPoint);
        senders.SendAll(0);
        RunningInput second;
        using (sockets.BeginHandover())
        {
            second = await RunningInput.StartAsync(new UdpInput(new UdpOptions { Workers = after }, context), RunningInput.Json);
            senders.SendAll(1);
            retired.Retire();
            senders.SendAll(2);
            await first.Ended;
        }

        await using (second)
        {
            Assert.Equal(first.EndPoint, second.EndPoint);
            await retired.DisposeAsync();
            senders.SendAll(3);
            await Eventually.IsTrueAsync(() => first.Published.Events.Count + second.Published.Events.Count == 4 * Senders, "everything arrives");
            AssertEachOnce(4, [.. first.Published.Events, .. second.Published.Events]);
            Assert.Empty(other.Published.Events);
            Assert.Equal(DatagramSocket.CanSharePort ? notices : 0, log.Lines.Count(line => line.Severity == LogSeverity.Info && line.Message.Contains("takes effect at the next start", StringComparison.Ordinal)));
        }
    }

    private static void AssertEachOnce(int rounds, IReadOnlyList<Event> events) => Assert.Equal(
        Enumerable.Range(0, Senders * rounds).Select(i => (long)i),
        events.Select(item => ((long)item.Get(Sender)! * rounds) + (long)item.Get(Number)!).Order());

    /// <summary>Senders with a port each.</summary>
    private sealed class SenderGroup : IDisposable
    {
        private readonly Socket[] _sockets = new Socket[Senders];

        public SenderGroup(IPEndPoint target)
        {
            for (var i = 0; i < Senders; i++)
            {
                _sockets[i] = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                _sockets[i].Connect(target);
            }
        }

        public void SendAll(int number)
        {
            for (var i = 0; i < Senders; i++)
            {
                _sockets[i].Send(Encoding.UTF8.GetBytes($"{{\"sender\":{i},\"n\":{number}}}"));
            }
        }

        public void Dispose() => Array.ForEach(_sockets, socket => socket.Dispose());
    }
}
