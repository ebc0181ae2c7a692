using System.Net;
using System.Net.Sockets;

namespace El4k.Collector.Plugins;

/// <summary>The sockets that the inputs of one pipeline listen on, so that at a reload an input can go on with the socket of its predecessor: meanwhile nothing is refused and nothing is lost. Safe for all threads.</summary>
public sealed class ListenSockets
{
    private readonly Lock _gate = new();
    private readonly List<SharedSocket> _sockets = [];
    private int _handovers;

    /// <summary>Gives a socket for an address: during a handover the one that is bound there already, else a new one.</summary>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="endPoint">The address as the configuration has it; port 0 is any free one.</param>
    /// <param name="bind">Makes the new one.</param>
    public SocketLease Bind(ProtocolType protocol, IPEndPoint endPoint, Func<Socket> bind)
    {
        ArgumentNullException.ThrowIfNull(bind);
        lock (_gate)
        {
            if (_handovers > 0 && _sockets.Find(socket => socket.CanBeTaken(protocol, endPoint)) is { } present)
            {
                return present.Lease(isHandedOver: true);
            }

            return Keep(bind(), protocol, endPoint);
        }
    }

    /// <summary>During a handover, takes one more socket of a port that a predecessor had bound several times; null when none is left.</summary>
    /// <param name="first">One that has been taken over.</param>
    public SocketLease? TakeAnother(SocketLease first)
    {
        ArgumentNullException.ThrowIfNull(first);
        lock (_gate)
        {
            return _handovers > 0 ? _sockets.Find(socket => socket.CanBeTakenWith(first.Shared))?.Lease(isHandedOver: true) : null;
        }
    }

    /// <summary>Adds a socket to the port of another one; a successor takes over both.</summary>
    /// <param name="first">The one that is there.</param>
    /// <param name="bind">Makes the new one, on the same port.</param>
    public SocketLease BindAnother(SocketLease first, Func<Socket> bind)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(bind);
        lock (_gate)
        {
            return Keep(bind(), first.Shared.Protocol, first.Shared.EndPoint);
        }
    }

    /// <summary>Until the result is disposed each socket that is bound now can be taken over, once.</summary>
    public IDisposable BeginHandover()
    {
        lock (_gate)
        {
            _handovers++;
            _sockets.ForEach(socket => socket.Offer());
            return new Handover(this);
        }
    }

    private SocketLease Keep(Socket socket, ProtocolType protocol, IPEndPoint endPoint)
    {
        var made = new SharedSocket(socket, protocol, endPoint, _gate, closed => _sockets.Remove(closed));
        _sockets.Add(made);
        return made.Lease(isHandedOver: false);
    }

    /// <summary>The time of a reload.</summary>
    private sealed class Handover(ListenSockets owner) : IDisposable
    {
        private int _isDisposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                Interlocked.Decrement(ref owner._handovers);
            }
        }
    }
}
