using System.Net;
using System.Net.Sockets;

namespace El4k.Benchmarks.EndToEnd;

/// <summary>Sends events over several TCP connections as fast as they are taken.</summary>
internal static class TcpLoad
{
    public static async Task SendAsync(int port, long events, int connections, long first = 0)
    {
        var share = events / connections;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(() =>
            SendOneAsync(port, first + (i * share), i == connections - 1 ? events - (i * share) : share))));
    }

    private static async Task SendOneAsync(int port, long first, long count)
    {
        var lines = new MetricEvents();
        var buffer = new byte[64 * 1024];
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        while (count > 0)
        {
            var (written, bytes) = lines.Fill(buffer, first, count);
            for (var sent = 0; sent < bytes;)
            {
                sent += await socket.SendAsync(buffer.AsMemory(sent, bytes - sent));
            }

            first += written;
            count -= written;
        }
    }
}
