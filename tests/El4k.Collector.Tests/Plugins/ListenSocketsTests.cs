using System.Net;
using System.Net.Sockets;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Plugins;

public sealed class ListenSocketsTests
{
    private static readonly IPEndPoint Any = new(IPAddress.Loopback, 0);

    private readonly ListenSockets _sockets = new();

    [Fact]
    public void During_a_handover_the_bound_socket_is_taken_once_and_closed_with_its_last_user()
    {
        using SocketLease first = Bind();
        SocketLease second;
        using (_sockets.BeginHandover())
        {
            second = Bind();
            using SocketLease third = Bind();
            Assert.Same(first.Socket, second.Socket);
            Assert.True(second.IsHandedOver);
            Assert.NotSame(first.Socket, third.Socket);
        }

        first.Dispose();
        first.Dispose();
        Assert.NotNull(second.Socket.LocalEndPoint);
        second.Dispose();
        Assert.Throws<ObjectDisposedException>(() => second.Socket.LocalEndPoint);
    }

    [Fact]
    public void Several_sockets_of_one_port_are_taken_together_and_only_those()
    {
        using SocketLease first = Bind();
        using SocketLease stranger = Bind();
        using SocketLease second = _sockets.BindAnother(first, () => Share(first));
        Assert.Null(_sockets.TakeAnother(first));
        using IDisposable handover = _sockets.BeginHandover();
        using SocketLease taken = Bind();
        using SocketLease? another = _sockets.TakeAnother(taken);
        Assert.Same(first.Socket, taken.Socket);
        Assert.Same(second.Socket, another!.Socket);
        Assert.True(another.IsHandedOver);
        Assert.Null(_sockets.TakeAnother(taken));
    }

    [Fact]
    public void Without_a_handover_nothing_is_shared()
    {
        using SocketLease first = Bind();
        using (_sockets.BeginHandover())
        {
        }

        using SocketLease second = Bind();
        Assert.NotSame(first.Socket, second.Socket);
        Assert.False(second.IsHandedOver);
    }

    [Fact]
    public void Another_address_or_protocol_is_not_shared()
    {
        using SocketLease first = Bind();
        using IDisposable handover = _sockets.BeginHandover();
        using SocketLease other = _sockets.Bind(ProtocolType.Tcp, new IPEndPoint(IPAddress.Any, 0), () => Make(IPAddress.Any));
        Assert.NotSame(first.Socket, other.Socket);
    }

    private SocketLease Bind() => _sockets.Bind(ProtocolType.Udp, Any, () => Make(IPAddress.Loopback));

    private static Socket Share(SocketLease first)
    {
        first.Socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(first.Socket.LocalEndPoint!);
        return socket;
    }

    private static Socket Make(IPAddress address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }
}
