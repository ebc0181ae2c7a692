using System.Net;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>Takes events from HTTP requests; a request is answered when its events are delivered.</summary>
internal sealed class HttpInput : IInput, IAsyncDisposable
{
    private readonly HttpInputOptions _options;
    private readonly PluginContext _context;
    private readonly IPEndPoint _endPoint;
    private readonly TlsServer? _tls;
    private readonly Dictionary<string, ICodec> _codecs = new(StringComparer.OrdinalIgnoreCase);
    private HttpServer? _server;

    /// <exception cref="PluginOptionException">An option cannot be meant, or a file that it names is missing or wrong.</exception>
    public HttpInput(HttpInputOptions options, PluginContext context)
    {
        _options = HttpOptionsCheck.Check(options);
        _context = context;
        _endPoint = ListenAddress.Resolve(options.Host, options.Port);
        _tls = TlsServer.From(_options, context.Log);
        foreach (var (contentType, name) in options.AdditionalCodecs)
        {
            _codecs[contentType] = context.CreateCodec(name)
                ?? throw new PluginOptionException("additional_codecs", $"there is no codec \"{name}\" that works without options");
        }
    }

    /// <inheritdoc/>
    public EndPoint? LocalEndPoint => _server?.LocalEndPoint;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellation) =>
        _server = await HttpServer.StartAsync(_options, _endPoint, _tls, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        var server = _server ?? throw new InvalidOperationException("The input has not been started.");
        var handler = new RequestHandler(_options, _codecs, context, _context);
        server.Serve(handler);
        await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // The port stays open until the events of requests under way are dealt with, so that each gets its true answer.
        handler.Stop();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
