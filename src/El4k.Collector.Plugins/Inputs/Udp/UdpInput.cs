using System.Globalization;
using System.Net;
using System.Net.Sockets;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs.Udp;

/// <summary>Reads events from datagrams. UDP may lose some by design: what the kernel drops is counted as <c>dropped</c>.</summary>
internal sealed class UdpInput : IReplaceableInput, IAsyncDisposable
{
    private readonly UdpOptions _options;
    private readonly PluginContext _context;
    private readonly IPEndPoint _endPoint;
    private DatagramServer? _server;

    /// <exception cref="PluginOptionException">An option is out of its range.</exception>
    public UdpInput(UdpOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _endPoint = ListenAddress.Resolve(options.Host, options.Port, context);
        if (options.Workers is < 1 or > 64)
        {
            throw new PluginOptionException("workers", string.Create(CultureInfo.InvariantCulture, $"between 1 and 64 loops may receive, not {options.Workers}"));
        }

        if (options.BufferSize is < 1 or > 65536)
        {
            throw new PluginOptionException("buffer_size", string.Create(CultureInfo.InvariantCulture, $"a datagram has between 1 and 65536 bytes, not {options.BufferSize}"));
        }

        if (options.ReceiveBufferBytes < 1)
        {
            throw new PluginOptionException("receive_buffer_bytes", "the kernel's buffer must have at least 1 byte");
        }
    }

    /// <inheritdoc/>
    public EndPoint? LocalEndPoint => _server?.LocalEndPoint;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        var settings = new DatagramSettings
        {
            BufferSize = _options.BufferSize,
            ReceiveBufferBytes = _options.ReceiveBufferBytes,
            Workers = _options.Workers,
            SourceField = _options.SourceField ?? new UdpFields(_context.EcsCompatibility).Source,
        };
        try
        {
            _server = DatagramServer.Bind(_endPoint, settings, _context);
        }
        catch (SocketException cause)
        {
            throw ListenAddress.CannotBind("udp", _endPoint, cause);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RunAsync(InputContext context, CancellationToken stop)
    {
        var server = _server ?? throw new InvalidOperationException("The input has not been started.");
        return server.RunAsync(context, context.CreateCodec, stop);
    }

    /// <inheritdoc/>
    public void Retire() => _server?.Retire();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _server?.Dispose();
        return ValueTask.CompletedTask;
    }
}
