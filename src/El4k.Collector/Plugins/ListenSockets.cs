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

            var made = new SharedSocket(bind(), protocol, endPoint, _gate, socket => _sockets.Remove(socket));
            _sockets.Add(made);
            return made.Lease(isHandedOver: false);
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
