using System.Net;
using System.Net.Sockets;

namespace El4k.Benchmarks.EndToEnd;

/// <summary>Sends events over several TCP connections, as fast as they are taken or at a rate.</summary>
internal static class TcpLoad
{
    /// <param name="rate">Events a second over all connections; 0 for as many as are taken.</param>
    public static async Task SendAsync(int port, long events, int connections, long first = 0, double rate = 0)
    {
        var share = events / connections;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(() =>
            SendOneAsync(port, first + (i * share), i == connections - 1 ? events - (i * share) : share, rate / connections))));
    }

    private static async Task SendOneAsync(int port, long first, long count, double rate)
    {
        var lines = new MetricEvents();
        var buffer = new byte[64 * 1024];
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var start = TimeProvider.System.GetTimestamp();
        var sentBefore = 0L;
        while (count > 0)
        {
            var ahead = rate > 0 ? TimeSpan.FromSeconds(sentBefore / rate) - TimeProvider.System.GetElapsedTime(start) : TimeSpan.Zero;
            if (ahead > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(ahead);
            }

            var (written, bytes) = lines.Fill(rate > 0 ? buffer.AsSpan(0, 16 * 1024) : buffer, first, count);
            sentBefore += written;
            for (var sent = 0; sent < bytes;)
            {
                sent += await socket.SendAsync(buffer.AsMemory(sent, bytes - sent));
            }

            first += written;
            count -= written;
        }
    }
}
