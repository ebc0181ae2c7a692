using System.Net;
using System.Net.Sockets;
using System.Text;

namespace El4k.EndToEnd.Tests.Support;

/// <summary>Sends bytes as <c>nc</c> does: one connection or one datagram each.</summary>
internal static class Sender
{
    public static Task TcpAsync(int port, string text) => TcpAsync(port, Encoding.UTF8.GetBytes(text));

    public static async Task TcpAsync(int port, byte[] bytes)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent));
        }

        // Waits until the collector has read to the end and closed.
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await socket.ReceiveAsync(new byte[1]));
    }

    public static async Task UdpAsync(int port, string text)
    {
        using var client = new UdpClient();
        await client.SendAsync(Encoding.UTF8.GetBytes(text), new IPEndPoint(IPAddress.Loopback, port));
    }
}
