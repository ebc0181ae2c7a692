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

    /// <summary>Lets a successor take it. Called under the lock, as are the next two.</summary>
    public void Offer() => _isOffered = true;

    /// <summary>Whether it is bound to this address, as configured, and on offer.</summary>
    public bool CanBeTaken(ProtocolType wantedProtocol, IPEndPoint wanted) => _isOffered && wantedProtocol == protocol && wanted.Equals(endPoint);

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
