using System.Net.Sockets;

namespace El4k.Collector.Plugins;

/// <summary>The use of a socket of <see cref="ListenSockets"/>; dispose it instead of the socket.</summary>
public sealed class SocketLease : IDisposable
{
    private readonly SharedSocket _shared;
    private int _isDisposed;

    internal SocketLease(SharedSocket shared, bool isHandedOver)
    {
        _shared = shared;
        IsHandedOver = isHandedOver;
    }

    /// <summary>The socket.</summary>
    public Socket Socket => _shared.Socket;

    /// <summary>Whether a predecessor had bound it.</summary>
    public bool IsHandedOver { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _shared.Release();
        }
    }
}
