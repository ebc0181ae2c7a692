using System.Net;
using System.Net.Sockets;
using El4k.Client.Accounting;

namespace El4k.Client.Transport;

/// <summary>Sends datagrams to the collector over a connected socket. Used by one thread at a time.</summary>
/// <remarks>
/// Connected, because only then the system tells that nobody listens. It tells so at the next send, which then has not sent
/// anything: the datagram is offered once more, and the one before it is counted as refused.
/// </remarks>
internal sealed class UdpChannel(CollectorResolver resolver, int port, LossCounters counters) : IDisposable
{
    private readonly AddressChoice _choice = new(resolver);
    private Socket? _socket;
    private IPAddress? _connectedTo;
    private int _metricsBefore;

    /// <summary>Where the datagrams come from, as the collector sees it; null before the first.</summary>
    public string? Source => _socket?.LocalEndPoint?.ToString();

    /// <summary>Makes sure that there is a socket to the collector's current address.</summary>
    /// <returns>False if no address is known yet.</returns>
    public bool TryOpen()
    {
        var address = _choice.Next();
        if (address is null)
        {
            return false;
        }

        if (_socket is not null && address.Equals(_connectedTo))
        {
            return true;
        }

        Close();
        try
        {
            _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            _socket.Connect(address, port);
            _connectedTo = address;
        }
        catch (SocketException)
        {
            // No route to this family or network: the datagrams are counted as refused, the next round tries the next address.
            Close();
            _choice.Failed();
        }

        return true;
    }

    /// <summary>Sends one datagram that holds <paramref name="metrics"/> metrics, and counts what became of it.</summary>
    public void Send(ReadOnlySpan<byte> datagram, int metrics)
    {
        counters.Add(ClientCounter.Sent, metrics);
        counters.Add(ClientCounter.SentBytes, datagram.Length);
        counters.Add(ClientCounter.Datagrams);
        var error = Offer(datagram);
        if (error == SocketError.ConnectionRefused)
        {
            counters.Add(ClientCounter.Refused, _metricsBefore);
            _choice.Failed();
            TryOpen();
            error = Offer(datagram);
        }

        _metricsBefore = metrics;
        if (error != SocketError.Success)
        {
            counters.Add(ClientCounter.Refused, metrics);
            _metricsBefore = 0;
            _choice.Failed();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private SocketError Offer(ReadOnlySpan<byte> datagram)
    {
        if (_socket is null)
        {
            return SocketError.NotConnected;
        }

        _socket.Send(datagram, SocketFlags.None, out var error);
        return error;
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
        _connectedTo = null;
    }
}
