using System.Buffers.Binary;
using System.Net.Sockets;

namespace El4k.Collector.Plugins.Outputs.Tcp;

/// <summary>What the kernel knows of the bytes sent on a connection (<c>TCP_INFO</c> of Linux).</summary>
/// <param name="IsOpen">Whether the connection can still carry bytes to the other side.</param>
/// <param name="IsAllAcknowledged">Whether the other side's kernel has every byte.</param>
/// <param name="AcknowledgedBytes">How many bytes it has acknowledged since the connection was opened.</param>
internal readonly record struct SendProgress(bool IsOpen, bool IsAllAcknowledged, long AcknowledgedBytes)
{
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const int InfoLength = 256;

    // struct tcp_info of linux/tcp.h
    private const int StateOffset = 0;
    private const int UnacknowledgedSegmentsOffset = 24;
    private const int AcknowledgedBytesOffset = 120;
    private const int UnsentBytesOffset = 144;

    private const byte Established = 1;
    private const byte ClosedByPeer = 8;

    /// <summary>Reads it; null where the system does not tell.</summary>
    public static SendProgress? Read(Socket socket)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> info = stackalloc byte[InfoLength];
        int length;
        try
        {
            length = socket.GetRawSocketOption(TcpLevel, TcpInfo, info);
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            return new SendProgress(false, false, 0);
        }

        if (length < UnsentBytesOffset + sizeof(uint))
        {
            // A kernel before 4.6 does not tell what it has not sent.
            return null;
        }

        return new SendProgress(
            info[StateOffset] is Established or ClosedByPeer,
            BinaryPrimitives.ReadUInt32LittleEndian(info[UnacknowledgedSegmentsOffset..]) == 0 && BinaryPrimitives.ReadUInt32LittleEndian(info[UnsentBytesOffset..]) == 0,
            BinaryPrimitives.ReadInt64LittleEndian(info[AcknowledgedBytesOffset..]));
    }
}
