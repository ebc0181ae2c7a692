using System.Net;
using System.Net.Sockets;

namespace El4k.Collector.Plugins;

/// <summary>A bound socket with those who use it; closed when the last of them is done. Guarded by its owner's lock.</summary>
internal sealed class SharedSocket(Socket socket, ProtocolType protocol, IPEndPoint endPoint, Lock gate, Action<SharedSocket> closed)
{
    private int _users;
    private bool _isOffered;

    /// <summary>The socket itself.</summary>
    public Socket Socket => socket;

    /// <summary>TCP or UDP.</summary>
    public ProtocolType Protocol => protocol;

    /// <summary>Its address, as configured.</summary>
    public IPEndPoint EndPoint => endPoint;

    /// <summary>Lets a successor take it. Called under the lock, as are the next three.</summary>
    public void Offer() => _isOffered = true;

    /// <summary>Whether it is bound to this address, as configured, and on offer.</summary>
    public bool CanBeTaken(ProtocolType wantedProtocol, IPEndPoint wanted) => _isOffered && wantedProtocol == protocol && wanted.Equals(endPoint);

    /// <summary>Whether it is bound to the same port as another one, also where the configuration leaves the port to the system, and on offer.</summary>
    public bool CanBeTakenWith(SharedSocket other) => CanBeTaken(other.Protocol, other.EndPoint) && Equals(socket.LocalEndPoint, other.Socket.LocalEndPoint);

    /// <summary>One more user.</summary>
    public SocketLease Lease(bool isHandedOver)
    {
        _isOffered = false;
        _users++;
        return new SocketLease(this, isHandedOver);
    }

    /// <summary>One user less.</summary>
    public void Release()
    {
        lock (gate)
        {
            if (--_users == 0)
            {
                socket.Dispose();
                closed(this);
            }
        }
    }
}
