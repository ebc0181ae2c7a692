using System.Net;
using System.Net.Sockets;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs.Syslog;

/// <summary>Reads syslog, by TCP and by UDP on the same port.</summary>
internal sealed class SyslogInput : IReplaceableInput, IAsyncDisposable
{
    // A free port of one protocol need not be free in the other.
    private const int PortTries = 20;

    private readonly IPEndPoint _endPoint;
    private readonly SyslogSettings _syslog;
    private readonly StreamSettings _streams;
    private readonly PluginContext _context;
    private StreamListener? _listener;
    private readonly CancellationTokenSource _retired = new();
    private DatagramServer? _datagrams;

    /// <exception cref="PluginOptionException">An option cannot be meant, or a file that it names is missing or wrong.</exception>
    public SyslogInput(SyslogOptions options, PluginContext context)
    {
        _context = context;
        _endPoint = ListenAddress.Resolve(options.Host, options.Port, context);
        _syslog = new SyslogSettings(options, context);
        var sender = _syslog.Fields.Sender;
        _streams = new StreamSettings
        {
            AddSource = (peer, batch, first) => peer.AddHost(batch, first, sender),
            Tls = TlsServer.From(options, context),
            HasProxyHeader = options.ProxyProtocol,
        };
    }

    /// <inheritdoc/>
    public EndPoint? LocalEndPoint => _listener?.LocalEndPoint;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                _listener = StreamListener.Bind(_endPoint, keepAlive: true, _context.GetHostPart<ListenSockets>());
                _datagrams = DatagramServer.Bind(_listener.LocalEndPoint, new DatagramSettings { Workers = 1, SourceField = _syslog.Fields.Sender }, _context);
                return Task.CompletedTask;
            }
            catch (SocketException cause)
            {
                _listener?.Dispose();
                if (_endPoint.Port != 0 || tries == PortTries)
                {
                    throw ListenAddress.CannotBind("syslog", _endPoint, cause);
                }
            }
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        if (_listener is null || _datagrams is null)
        {
            throw new InvalidOperationException("The input has not been started.");
        }

        var server = new TcpServer(_listener, _streams, context, _context, () => new SyslogStreamCodec(context.CreateCodec(), _syslog, _context));
        await Task.WhenAll(
            server.RunAsync(_retired.Token, stop),
            _datagrams.RunAsync(context, () => new SyslogCodec(context.CreateCodec(), _syslog), stop)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Retire()
    {
        _retired.Cancel();
        _datagrams?.Retire();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        _datagrams?.Dispose();
        _retired.Dispose();
        return ValueTask.CompletedTask;
    }
}
