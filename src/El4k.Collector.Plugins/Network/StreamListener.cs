using System.Net;
using System.Net.Sockets;

namespace El4k.Collector.Plugins.Network;

/// <summary>A bound TCP port. The one place where stream inputs and outputs bind, so that a socket can outlive the plugin that asked for it.</summary>
internal sealed class StreamListener : IDisposable
{
    // Senders that open a connection per event come in bursts; a short queue would make them wait a second for their SYN to be sent again.
    private const int Backlog = 4096;

    private readonly Socket _socket;

    private StreamListener(Socket socket) => _socket = socket;

    /// <summary>The address bound, with the real port where 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Binds and listens.</summary>
    /// <param name="endPoint">Where.</param>
    /// <param name="keepAlive">Whether the system probes silent connections.</param>
    /// <exception cref="SocketException">The address is taken, not of this machine, or not allowed.</exception>
    public static StreamListener Bind(IPEndPoint endPoint, bool keepAlive)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Accepted connections inherit it.
            KeepAliveProbes.Set(socket, keepAlive);
            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return new StreamListener(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the next connection.</summary>
    public ValueTask<Socket> AcceptAsync(CancellationToken cancellation) => _socket.AcceptAsync(cancellation);

    /// <summary>Whether a connection has completed its handshake and waits to be accepted.</summary>
    public bool HasWaiting() => _socket.Poll(0, SelectMode.SelectRead);

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
