using System.Net;
using System.Net.Sockets;
using System.Text;
using El4k.Collector.Plugins.Inputs;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class DatagramReaderTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    [Fact]
    public void Many_datagrams_come_with_one_call_and_keep_their_sender()
    {
        using var socket = new DatagramSocket(new IPEndPoint(IPAddress.Loopback, 0), 1 << 20);
        var reader = new DatagramReader(socket.Socket, capacity: 16, datagramBytes: 65536);
        using var sender = Connect(socket);
        sender.Send("one"u8);
        sender.Send(ReadOnlySpan<byte>.Empty);
        sender.Send("three"u8);

        var taken = new List<string>();
        while (taken.Count < 3)
        {
            var count = reader.Receive(Wait);
            Assert.NotEqual(0, count);
            for (var i = 0; i < count; i++)
            {
                taken.Add(Encoding.UTF8.GetString(reader.Datagram(i)));
                Assert.Equal(sender.LocalEndPoint, reader.Source(i));
                Assert.False(reader.IsTruncated(i));
            }
        }

        Assert.Equal(["one", "", "three"], taken);
    }

    [Fact]
    public void A_datagram_longer_than_its_room_is_marked()
    {
        using var socket = new DatagramSocket(new IPEndPoint(IPAddress.Loopback, 0), 1 << 20);
        var reader = new DatagramReader(socket.Socket, capacity: 4, datagramBytes: 4);
        using var sender = Connect(socket);
        sender.Send("12345"u8);

        Assert.Equal(1, reader.Receive(Wait));
        Assert.Equal(OperatingSystem.IsLinux(), reader.IsTruncated(0));
        Assert.Equal("1234"u8, reader.Datagram(0));
    }

    [Fact]
    public void What_the_kernel_drops_is_counted_once()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var socket = new DatagramSocket(new IPEndPoint(IPAddress.Loopback, 0), 2048);
        var reader = new DatagramReader(socket.Socket, capacity: 64, datagramBytes: 2048);
        using var sender = Connect(socket);
        const int Sent = 200;
        for (var i = 0; i < Sent; i++)
        {
            sender.Send(new byte[500]);
        }

        var received = 0;
        for (int count; (count = reader.Receive(TimeSpan.Zero)) > 0;)
        {
            received += count;
        }

        Assert.True(received < Sent);
        Assert.Equal(Sent - received, socket.TakeDrops());
        Assert.Equal(0, socket.TakeDrops());
    }

    [Fact]
    public void Without_traffic_receive_returns_after_the_wait()
    {
        using var socket = new DatagramSocket(new IPEndPoint(IPAddress.Loopback, 0), 1 << 20);
        var reader = new DatagramReader(socket.Socket, capacity: 4, datagramBytes: 1024);
        Assert.Equal(0, reader.Receive(TimeSpan.FromMilliseconds(1)));
    }

    private static Socket Connect(DatagramSocket socket)
    {
        var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.Connect(socket.LocalEndPoint);
        return sender;
    }
}
