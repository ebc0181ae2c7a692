using System.Net;
using System.Net.Sockets;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs.Tcp;

/// <summary>Reads events from the connections that clients open, or from one that it opens itself.</summary>
/// <remarks>
/// Each connection has a codec of its own; a fragment without its final newline becomes an event when the connection closes. While the queue is full no connection
/// is read, so senders feel it. At the stop of the pipeline no connection is accepted any more, and what has arrived on the open ones is read.
/// </remarks>
internal sealed class TcpInput : IReplaceableInput, IAsyncDisposable
{
    private readonly TcpOptions _options;
    private readonly PluginContext _context;
    private readonly StreamSettings _settings;
    private readonly IPEndPoint? _endPoint;
    private readonly CancellationTokenSource _retired = new();
    private StreamListener? _listener;

    /// <exception cref="PluginOptionException">An option cannot be meant, or a file that it names is missing or wrong.</exception>
    public TcpInput(TcpOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        var isServer = options.Mode == TcpMode.Server;
        _endPoint = isServer ? ListenAddress.Resolve(options.Host, options.Port, context) : null;
        TcpOptionsCheck.Check(options);
        var fields = new ConnectionFields(context.EcsCompatibility);
        _settings = new StreamSettings
        {
            AddSource = (peer, batch, first) => peer.AddAll(batch, first, fields),
            Tls = isServer ? TlsServer.From(options, context) : TlsClient.From(options, options.Host ?? ListenAddress.DefaultHost, context),
            HasProxyHeader = options.ProxyProtocol,
            MaxConnections = options.MaxConnections,
            IdleTimeout = TimeSpan.FromSeconds(options.IdleTimeout),
            MaxUnfinishedBytes = options.MaxUnfinishedBytes.Bytes,
        };
    }

    /// <inheritdoc/>
    public EndPoint? LocalEndPoint => _listener?.LocalEndPoint;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        if (_endPoint is null)
        {
            return Task.CompletedTask;
        }

        try
        {
            _listener = StreamListener.Bind(_endPoint, _options.KeepAlive, _context.GetHostPart<ListenSockets>());
        }
        catch (SocketException cause)
        {
            throw ListenAddress.CannotBind("tcp", _endPoint, cause);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        if (_endPoint is null)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, _retired.Token);
            await new TcpClient(_options, _settings, context, _context).RunAsync(end.Token).ConfigureAwait(false);
            return;
        }

        var listener = _listener ?? throw new InvalidOperationException("The input has not been started.");
        var server = new TcpServer(listener, _settings, context, _context, context.CreateCodec);
        await server.RunAsync(_retired.Token, stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Retire() => _retired.Cancel();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        _retired.Dispose();
        return ValueTask.CompletedTask;
    }
}
