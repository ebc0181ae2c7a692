using System.Net.Sockets;

namespace El4k.Collector.Plugins;

/// <summary>The use of a socket of <see cref="ListenSockets"/>; dispose it instead of the socket.</summary>
public sealed class SocketLease : IDisposable
{
    private int _isDisposed;

    internal SocketLease(SharedSocket shared, bool isHandedOver)
    {
        Shared = shared;
        IsHandedOver = isHandedOver;
    }

    /// <summary>The socket with all who use it.</summary>
    internal SharedSocket Shared { get; }

    /// <summary>The socket.</summary>
    public Socket Socket => Shared.Socket;

    /// <summary>Whether a predecessor had bound it.</summary>
    public bool IsHandedOver { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            Shared.Release();
        }
    }
}
