using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>A bound UDP socket with a large kernel buffer that knows how many datagrams the kernel had to drop.</summary>
internal sealed class DatagramSocket : IDisposable
{
    private const int SocketLevel = 1;
    private const int ReceiveBufferForce = 33;
    private const int SocketMemory = 55;
    private const int SocketMemoryLength = 9;
    private const int SocketMemoryDrops = 8;

    private uint _lastDrops;

    /// <summary>Binds the socket.</summary>
    /// <param name="endPoint">Where to listen.</param>
    /// <param name="receiveBufferBytes">The wanted kernel buffer; what was granted is in <see cref="ReceiveBufferBytes"/>.</param>
    /// <exception cref="SocketException">The address is taken or not of this machine.</exception>
    public DatagramSocket(IPEndPoint endPoint, int receiveBufferBytes)
    {
        Socket = new Socket(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            ReceiveBufferBytes = SetReceiveBuffer(receiveBufferBytes);
            Socket.Bind(endPoint);
        }
        catch
        {
            Socket.Dispose();
            throw;
        }
    }

    /// <summary>The socket itself, for the receive loops.</summary>
    public Socket Socket { get; }

    /// <summary>The kernel buffer as granted, in bytes of payload and bookkeeping.</summary>
    public int ReceiveBufferBytes { get; }

    /// <summary>The address bound, with the real port where 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint => (IPEndPoint)Socket.LocalEndPoint!;

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
    public void Dispose() => Socket.Dispose();

    private int SetReceiveBuffer(int wanted)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                // FORCE goes beyond net.core.rmem_max, and needs CAP_NET_ADMIN.
                Socket.SetRawSocketOption(SocketLevel, ReceiveBufferForce, MemoryMarshal.AsBytes([wanted]));
                return GrantedReceiveBuffer();
            }
            catch (SocketException)
            {
                // Not privileged: the ordinary option below gets what net.core.rmem_max allows.
            }
        }

        Socket.ReceiveBufferSize = wanted;
        return GrantedReceiveBuffer();
    }

    // Linux reports twice what was asked for, as it counts its own bookkeeping in.
    private int GrantedReceiveBuffer() => OperatingSystem.IsLinux() ? Socket.ReceiveBufferSize / 2 : Socket.ReceiveBufferSize;
}
