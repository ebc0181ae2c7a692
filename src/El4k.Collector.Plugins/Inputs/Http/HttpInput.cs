using System.Net;
using System.Net.Sockets;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>Takes events from HTTP requests; a request is answered when its events are delivered.</summary>
/// <remarks>At a reload that replaces it, its successor takes the port, and each sender that keeps a connection open is asked with its next answer to open another one.</remarks>
internal sealed class HttpInput : IReplaceableInput, IAsyncDisposable
{
    private readonly HttpInputOptions _options;
    private readonly PluginContext _context;
    private readonly IPEndPoint _endPoint;
    private readonly TlsServer? _tls;
    private readonly Dictionary<string, ICodec> _codecs = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _retired = new();
    private HttpServer? _server;

    /// <exception cref="PluginOptionException">An option cannot be meant, or a file that it names is missing or wrong.</exception>
    public HttpInput(HttpInputOptions options, PluginContext context)
    {
        _options = HttpOptionsCheck.Check(options);
        _context = context;
        _endPoint = ListenAddress.Resolve(options.Host, options.Port, context);
        _tls = TlsServer.From(_options, context);
        foreach (var (contentType, name) in options.AdditionalCodecs)
        {
            _codecs[contentType] = context.CreateCodec(name)
                ?? throw new PluginOptionException("additional_codecs", $"there is no codec \"{name}\" that works without options");
        }
    }

    /// <inheritdoc/>
    public EndPoint? LocalEndPoint => _server?.LocalEndPoint;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellation)
    {
        StreamListener listener;
        try
        {
            listener = StreamListener.Bind(_endPoint, keepAlive: true, _context.GetHostPart<ListenSockets>());
        }
        catch (SocketException cause)
        {
            throw ListenAddress.CannotBind("http", _endPoint, cause);
        }

        _server = await HttpServer.StartAsync(_options, listener, _tls, _context, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        var server = _server ?? throw new InvalidOperationException("The input has not been started.");
        var handler = new RequestHandler(_options, _codecs, context, _context);
        server.Serve(handler);
        using var retirement = _retired.Token.Register(() =>
        {
            handler.Retire();
            server.Retire();
        });
        await server.AllEnded.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // The port stays open until the events of requests under way are dealt with, so that each gets its true answer.
        handler.Stop();
    }

    /// <inheritdoc/>
    public void Retire() => _retired.Cancel();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }

        _retired.Dispose();
    }
}
