using System.Net.Sockets;

namespace El4k.Collector.Plugins.Network;

/// <summary>Probes of silent connections, which find that the other end has vanished without a word: a machine without power, a forgotten entry of a firewall.</summary>
internal static class KeepAliveProbes
{
    // The system's own default is two hours, in which thousands of dead connections gather.
    private const int SilentSeconds = 60;
    private const int IntervalSeconds = 10;
    private const int MaxUnanswered = 6;

    /// <summary>Turns them on or off: after a minute of silence, and then each ten seconds; six without an answer end the connection.</summary>
    public static void Set(Socket socket, bool isOn)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, isOn);
        if (isOn)
        {
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, SilentSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, IntervalSeconds);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, MaxUnanswered);
        }
    }
}
