using System.Net;
using System.Net.Sockets;
using El4k.Client.Transport;
using El4k.Testing;

namespace El4k.Client.Tests.Transport;

public sealed class TcpConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_the_other_host_has_acknowledged_is_known_to_the_byte()
    {
        using var collector = new CollectorStub();
        using var connection = await ConnectAsync(collector.TcpPort);
        Assert.Equal(0, connection.BytesAcknowledged());
        Assert.Equal(SendOutcome.Sent, await connection.SendAsync("hello\n"u8.ToArray(), Patience, TimeProvider.System, default));
        await collector.HasLinesAsync(1);
        await Eventually.HoldsAsync(() => connection.BytesAcknowledged() == 6, () => $"6 bytes, {connection.BytesAcknowledged()}");
        Assert.Equal(6, connection.BytesSent);
    }

    [Fact]
    public async Task A_close_is_seen_without_writing()
    {
        using var collector = new CollectorStub();
        using var connection = await ConnectAsync(collector.TcpPort);
        Assert.False(connection.IsClosedByPeer(out _));
        await Eventually.HoldsAsync(() => collector.ConnectionsSeen == 1, () => "a connection");
        collector.StopTcp();
        await Eventually.HoldsAsync(() => connection.IsClosedByPeer(out _), () => "the close");
        Assert.True(connection.IsClosedByPeer(out var reset));
        Assert.False(reset);
    }

    [Fact]
    public async Task A_reset_is_told_from_a_close()
    {
        using var collector = new CollectorStub();
        using var connection = await ConnectAsync(collector.TcpPort);
        await Eventually.HoldsAsync(() => collector.ConnectionsSeen == 1, () => "a connection");
        collector.StopTcp(reset: true);
        var reset = false;
        await Eventually.HoldsAsync(() => connection.IsClosedByPeer(out reset), () => "the reset");
        Assert.True(reset);
    }

    [Fact]
    public async Task A_collector_that_stops_reading_is_noticed()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var connection = await ConnectAsync(((IPEndPoint)listener.LocalEndPoint!).Port);
        var outcome = await connection.SendAsync(new byte[8 * 1024 * 1024], TimeSpan.FromMilliseconds(200), TimeProvider.System, default);
        Assert.Equal(SendOutcome.Stalled, outcome);
    }

    [Fact]
    public async Task A_port_nobody_listens_on_is_told_in_words()
    {
        int port;
        using (var collector = new CollectorStub())
        {
            port = collector.TcpPort;
        }

        var (connection, failure) = await TcpConnection.TryConnectAsync(IPAddress.Loopback, port, Patience, TimeProvider.System, default);
        Assert.Null(connection);
        Assert.Contains("refused", failure, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<TcpConnection> ConnectAsync(int port)
    {
        var (connection, failure) = await TcpConnection.TryConnectAsync(IPAddress.Loopback, port, Patience, TimeProvider.System, default);
        Assert.True(connection is not null, failure);
        return connection;
    }
}
