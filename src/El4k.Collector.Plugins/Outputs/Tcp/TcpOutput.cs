using System.Globalization;
using System.Net;
using System.Net.Sockets;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Outputs.Tcp;

/// <summary>Sends events over TCP, to a receiver it connects to or to all that connect to it.</summary>
internal sealed class TcpOutput : IOutput, IAsyncDisposable
{
    private readonly TcpOutputOptions _options;
    private readonly PluginContext _context;
    private readonly ITlsHandshake? _tls;
    private readonly IPEndPoint? _endPoint;
    private readonly EncodedEvents _encoded;
    private IReceivers? _receivers;

    /// <exception cref="PluginOptionException">An option cannot be meant, or a file that it names is missing or wrong.</exception>
    public TcpOutput(TcpOutputOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _encoded = new EncodedEvents(context.Codec ?? throw new ArgumentException("The output needs a codec.", nameof(context)), endsJsonWithNewline: true);
        if (options.ReconnectInterval is not (>= 0.01 and <= 86_400))
        {
            throw new PluginOptionException("reconnect_interval", string.Create(CultureInfo.InvariantCulture, $"the seconds between two tries lie between 0.01 and 86400, not {options.ReconnectInterval}"));
        }

        if (options.Mode == TcpOutputMode.Server)
        {
            _endPoint = ListenAddress.Resolve(options.Host, options.Port);
            _tls = TlsServer.From(options, context);
        }
        else
        {
            _tls = TlsClient.From(options, options.Host, context);
            if (options.Port is < 1 or > IPEndPoint.MaxPort)
            {
                throw new PluginOptionException("port", string.Create(CultureInfo.InvariantCulture, $"a port to connect to lies between 1 and 65535, not {options.Port}"));
            }
        }
    }

    /// <summary>Where a server listens, once started.</summary>
    internal IPEndPoint? LocalEndPoint { get; private set; }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        if (_endPoint is null)
        {
            _receivers = new RemoteReceiver(_options, _tls, _context);
            return Task.CompletedTask;
        }

        try
        {
            var listener = StreamListener.Bind(_endPoint, keepAlive: true);
            LocalEndPoint = listener.LocalEndPoint;
            _receivers = new ConnectedReceivers(listener, _tls, _context);
        }
        catch (SocketException cause)
        {
            throw ListenAddress.CannotBind("tcp", _endPoint, cause);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        var receivers = _receivers ?? throw new InvalidOperationException("The output has not been started.");
        _encoded.Clear();
        for (var i = 0; i < events.Length; i++)
        {
            _encoded.Add(events.Span[i]);
        }

        if (_encoded.Count > 0)
        {
            await receivers.SendAsync(_encoded, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _receivers?.DisposeAsync() ?? ValueTask.CompletedTask;
}
