using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>A bound UDP socket with a large kernel buffer that knows how many datagrams the kernel had to drop.</summary>
internal sealed class DatagramSocket : IDisposable
{
    private const int SocketLevel = 1;
    private const int ReusePort = 15;
    private const int ReceiveBufferForce = 33;
    private const int SocketMemory = 55;
    private const int SocketMemoryLength = 9;
    private const int SocketMemoryDrops = 8;

    private readonly ListenSockets _sockets;
    private readonly SocketLease _lease;
    private readonly int _wantedReceiveBuffer;
    private uint _lastDrops;

    /// <summary>Binds the socket; at a reload, goes on with that of the plugin that it follows.</summary>
    /// <param name="endPoint">Where to listen.</param>
    /// <param name="receiveBufferBytes">The wanted kernel buffer; what was granted is in <see cref="ReceiveBufferBytes"/>.</param>
    /// <param name="sockets">The pipeline's sockets; null binds a new one.</param>
    /// <exception cref="SocketException">The address is taken or not of this machine.</exception>
    public DatagramSocket(IPEndPoint endPoint, int receiveBufferBytes, ListenSockets? sockets = null)
        : this(endPoint, receiveBufferBytes, sockets ?? new ListenSockets(), null)
    {
    }

    private DatagramSocket(IPEndPoint endPoint, int receiveBufferBytes, ListenSockets sockets, SocketLease? lease)
    {
        // The first socket claims the port for itself alone: a second collector is refused, whether it shares its port among sockets or not.
        _lease = lease ?? sockets.Bind(ProtocolType.Udp, endPoint, () => Bind(endPoint, receiveBufferBytes, sharesPort: false));
        _sockets = sockets;
        _wantedReceiveBuffer = receiveBufferBytes;
        LocalEndPoint = (IPEndPoint)_lease.Socket.LocalEndPoint!;
        ReceiveBufferBytes = _lease.IsHandedOver ? SetReceiveBuffer(Socket, receiveBufferBytes) : GrantedReceiveBuffer(Socket);
        if (_lease.IsHandedOver)
        {
            // What was dropped before is counted already.
            TakeDrops();
        }
    }

    /// <summary>The socket itself, for the receive loops.</summary>
    public Socket Socket => _lease.Socket;

    /// <summary>The kernel buffer as granted, in bytes of payload and bookkeeping.</summary>
    public int ReceiveBufferBytes { get; }

    /// <summary>The address bound, with the real port where 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint { get; }

    /// <summary>Whether the system spreads the datagrams of one port over several sockets, those of one sender always to the same.</summary>
    public static bool CanSharePort => OperatingSystem.IsLinux();

    /// <summary>At a reload, takes over one more socket of the same port; null when there is none.</summary>
    public DatagramSocket? TakeAnother() =>
        _sockets.TakeAnother(_lease) is { } lease ? new DatagramSocket(LocalEndPoint, _wantedReceiveBuffer, _sockets, lease) : null;

    /// <summary>Binds one more socket to the same port, which both share then.</summary>
    /// <exception cref="SocketException">The system refuses it.</exception>
    public DatagramSocket BindAnother()
    {
        SharePort(Socket);
        var lease = _sockets.BindAnother(_lease, () => Bind(LocalEndPoint, _wantedReceiveBuffer, sharesPort: true));
        return new DatagramSocket(LocalEndPoint, _wantedReceiveBuffer, _sockets, lease);
    }

    /// <summary>How many datagrams the kernel dropped for want of buffer since the last call; 0 where the system does not tell.</summary>
    /// <remarks>One caller at a time.</remarks>
    public long TakeDrops()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        Span<uint> memory = stackalloc uint[SocketMemoryLength];
        try
        {
            var bytes = Socket.GetRawSocketOption(SocketLevel, SocketMemory, MemoryMarshal.AsBytes(memory));
            if (bytes < SocketMemoryLength * sizeof(uint))
            {
                return 0;
            }
        }
        catch (SocketException)
        {
            // A kernel before 4.12 has no SO_MEMINFO: the loss is then not known, which the docs page says.
            return 0;
        }

        // The kernel's counter is 32 bits wide and wraps; so does the difference.
        var drops = unchecked(memory[SocketMemoryDrops] - _lastDrops);
        _lastDrops = memory[SocketMemoryDrops];
        return drops;
    }

    /// <inheritdoc/>
    public void Dispose() => _lease.Dispose();

    private static Socket Bind(IPEndPoint endPoint, int receiveBufferBytes, bool sharesPort)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            SetReceiveBuffer(socket, receiveBufferBytes);
            if (sharesPort)
            {
                SharePort(socket);
            }

            socket.Bind(endPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void SharePort(Socket socket) => socket.SetRawSocketOption(SocketLevel, ReusePort, MemoryMarshal.AsBytes([1]));

    private static int SetReceiveBuffer(Socket socket, int wanted)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                // FORCE goes beyond net.core.rmem_max, and needs CAP_NET_ADMIN.
                socket.SetRawSocketOption(SocketLevel, ReceiveBufferForce, MemoryMarshal.AsBytes([wanted]));
                return GrantedReceiveBuffer(socket);
            }
            catch (SocketException)
            {
                // Not privileged: the ordinary option below gets what net.core.rmem_max allows.
            }
        }

        socket.ReceiveBufferSize = wanted;
        return GrantedReceiveBuffer(socket);
    }

    // Linux reports twice what was asked for, as it counts its own bookkeeping in.
    private static int GrantedReceiveBuffer(Socket socket) => OperatingSystem.IsLinux() ? socket.ReceiveBufferSize / 2 : socket.ReceiveBufferSize;
}
