using System.Net;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>Who is at the other end of a connection, as its events tell it. Made once a connection.</summary>
internal sealed class ConnectionPeer
{
    private readonly SharedValue _host;
    private readonly SharedValue _port;
    private readonly SharedValue? _proxyHost;
    private readonly SharedValue? _proxyPort;
    private readonly SharedValue? _subject;

    /// <param name="remote">The other end of the socket.</param>
    /// <param name="proxy">What a proxy said about whom it stands for.</param>
    /// <param name="subject">The subject of the certificate that the other side showed.</param>
    public ConnectionPeer(IPEndPoint remote, ProxyHeader? proxy, string? subject)
    {
        var source = proxy?.Source ?? remote;
        _host = Text(source.Address);
        _port = SharedValue.Of(source.Port);
        if (proxy?.Destination is { } destination)
        {
            _proxyHost = Text(destination.Address);
            _proxyPort = SharedValue.Of(destination.Port);
        }

        _subject = subject is null ? null : SharedValue.Of(subject);
    }

    /// <summary>Sets all that is known on events from one on.</summary>
    public void AddAll(EventBatch batch, int first, ConnectionFields fields)
    {
        AddHost(batch, first, fields.Host);
        if (fields.Address is { } address)
        {
            AddHost(batch, first, address);
        }

        EventSource.AddShared(batch, first, fields.Port, _port);
        if (_proxyHost is not null)
        {
            EventSource.AddShared(batch, first, fields.ProxyHost, _proxyHost);
            EventSource.AddShared(batch, first, fields.ProxyPort, _proxyPort!);
        }

        if (_subject is not null)
        {
            EventSource.AddShared(batch, first, fields.Subject, _subject);
        }
    }

    /// <summary>Sets the address alone on events from one on.</summary>
    public void AddHost(EventBatch batch, int first, FieldReference field) => EventSource.AddShared(batch, first, field, _host);

    /// <inheritdoc/>
    public override string ToString() => $"{_host}:{_port}";

    private static SharedValue Text(IPAddress address) =>
        SharedValue.Of((address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString());
}
