using System.Net;
using System.Net.Sockets;

namespace El4k.Collector.Plugins.Network;

/// <summary>A bound TCP port. The one place where stream inputs and outputs bind, so that a socket can outlive the plugin that asked for it.</summary>
internal sealed class StreamListener : IDisposable
{
    // Senders that open a connection per event come in bursts; a short queue would make them wait a second for their SYN to be sent again.
    private const int Backlog = 4096;

    private static readonly TimeSpan WaitingAccept = TimeSpan.FromMilliseconds(100);

    private readonly SocketLease _lease;
    private readonly Socket _socket;

    private StreamListener(SocketLease lease)
    {
        _lease = lease;
        _socket = lease.Socket;
        LocalEndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    /// <summary>The address bound, with the real port where 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Binds and listens; at a reload, goes on with the socket of the plugin that it follows.</summary>
    /// <param name="endPoint">Where.</param>
    /// <param name="keepAlive">Whether the system probes silent connections.</param>
    /// <param name="sockets">The pipeline's sockets; null binds a new one.</param>
    /// <exception cref="SocketException">The address is taken, not of this machine, or not allowed.</exception>
    public static StreamListener Bind(IPEndPoint endPoint, bool keepAlive, ListenSockets? sockets = null)
    {
        var lease = (sockets ?? new ListenSockets()).Bind(ProtocolType.Tcp, endPoint, () => Listen(endPoint));

        // Accepted connections inherit it.
        KeepAliveProbes.Set(lease.Socket, keepAlive);
        return new StreamListener(lease);
    }

    private static Socket Listen(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // All addresses are those of IPv4 too, as for other servers.
            if (endPoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the next connection.</summary>
    public ValueTask<Socket> AcceptAsync(CancellationToken cancellation) => _socket.AcceptAsync(cancellation);

    /// <summary>Accepts a connection that has completed its handshake; null when none waits, or a successor that has the same socket was faster.</summary>
    public async ValueTask<Socket?> AcceptWaitingAsync()
    {
        if (!_socket.Poll(0, SelectMode.SelectRead))
        {
            return null;
        }

        using var soon = new CancellationTokenSource(WaitingAccept);
        try
        {
            return await _socket.AcceptAsync(soon.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lease.Dispose();
}
