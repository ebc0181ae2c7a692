using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace El4k.Client.Transport;

/// <summary>One TCP connection to the collector that knows when the other side has gone and how much of what was sent has arrived.</summary>
/// <remarks>Used by one thread at a time.</remarks>
internal sealed class TcpConnection : IDisposable
{
    // Bounds what can be under way, and so what has to be kept for sending again.
    private const int SendBufferBytes = 256 * 1024;
    private const int UserTimeoutMilliseconds = 10_000;

    private const int TcpLevel = 6;
    private const int TcpInfoOption = 11;
    private const int TcpUserTimeoutOption = 18;
    private const int BytesAckedOffset = 120;
    private const int TcpInfoBytes = 256;

    private readonly Socket _socket;
    private readonly byte[] _received = new byte[512];
    private readonly byte[] _info = new byte[TcpInfoBytes];

    private TcpConnection(Socket socket) => _socket = socket;

    /// <summary>Bytes written to the connection so far.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Connects, or says why not.</summary>
    /// <returns>The connection or null, and in the latter case the reason in a few words.</returns>
    public static async Task<(TcpConnection? Connection, string? Failure)> TryConnectAsync(
        IPAddress address, int port, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        using var limit = new CancellationTokenSource(timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                SendBufferSize = SendBufferBytes,
            };
            KeepAlive(socket);
            await socket.ConnectAsync(address, port, both.Token).ConfigureAwait(false);
            return (new TcpConnection(socket), null);
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            return (null, e.Message);
        }
        catch (OperationCanceledException)
        {
            socket?.Dispose();
            return (null, $"no answer within {timeout.TotalSeconds:0.#} s");
        }
    }

    /// <summary>Whether the other side has closed the connection, told without sending anything.</summary>
    /// <param name="reset">Whether it was torn down, so that bytes already acknowledged may not have been read.</param>
    /// <remarks>A write after a close would succeed and its bytes be lost; so this is asked before each write.</remarks>
    public bool IsClosedByPeer(out bool reset)
    {
        reset = false;
        try
        {
            // Whatever the other side says is read away: the protocol has no answers.
            while (_socket.Poll(0, SelectMode.SelectRead))
            {
                if (_socket.Receive(_received) == 0)
                {
                    return true;
                }
            }

            return false;
        }
        catch (SocketException)
        {
            reset = true;
            return true;
        }
    }

    /// <summary>Writes all bytes, giving up when nothing moves for <paramref name="stall"/>.</summary>
    public async Task<SendOutcome> SendAsync(
        ReadOnlyMemory<byte> bytes, TimeSpan stall, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                using var limit = new CancellationTokenSource(stall, time);
                using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
                var sent = await _socket.SendAsync(bytes, SocketFlags.None, both.Token).ConfigureAwait(false);
                bytes = bytes[sent..];
                BytesSent += sent;
            }

            return SendOutcome.Sent;
        }
        catch (OperationCanceledException)
        {
            return SendOutcome.Stalled;
        }
        catch (SocketException)
        {
            return SendOutcome.Reset;
        }
    }

    /// <summary>How many bytes the other host has acknowledged; all that were sent where the system does not tell.</summary>
    public long BytesAcknowledged()
    {
        if (!OperatingSystem.IsLinux())
        {
            return BytesSent;
        }

        try
        {
            var length = _socket.GetRawSocketOption(TcpLevel, TcpInfoOption, _info);
            if (length < BytesAckedOffset + sizeof(long))
            {
                return BytesSent;
            }

            // The count includes the one that opens the connection.
            return BinaryPrimitives.ReadInt64LittleEndian(_info.AsSpan(BytesAckedOffset)) - 1;
        }
        catch (SocketException)
        {
            return 0; // A connection that cannot be asked is treated as one that delivered nothing more.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 3);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        if (OperatingSystem.IsLinux())
        {
            Span<byte> value = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(value, UserTimeoutMilliseconds);
            socket.SetRawSocketOption(TcpLevel, TcpUserTimeoutOption, value);
        }
    }
}
