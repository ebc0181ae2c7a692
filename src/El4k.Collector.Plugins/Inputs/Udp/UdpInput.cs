using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace El4k.Collector.Plugins.Inputs.Udp;

/// <summary>Reads events from datagrams. UDP may lose some by design: what the kernel drops is counted as <c>dropped</c>.</summary>
internal sealed class UdpInput : IInput, IAsyncDisposable
{
    private static readonly TimeSpan CountDropsEvery = TimeSpan.FromSeconds(1);

    private readonly UdpOptions _options;
    private readonly PluginContext _context;
    private readonly IPEndPoint _endPoint;
    private DatagramSocket? _socket;

    /// <exception cref="PluginOptionException">An option is out of its range.</exception>
    public UdpInput(UdpOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _endPoint = ListenAddress.Resolve(options.Host, options.Port);
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
    public EndPoint? LocalEndPoint => _socket?.LocalEndPoint;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation)
    {
        DatagramSocket socket;
        try
        {
            socket = new DatagramSocket(_endPoint, _options.ReceiveBufferBytes);
        }
        catch (SocketException cause)
        {
            throw ListenAddress.CannotBind("udp", _endPoint, cause);
        }

        _socket = socket;
        _context.Counters.Set("receive_buffer_bytes", socket.ReceiveBufferBytes);
        if (socket.ReceiveBufferBytes < _options.ReceiveBufferBytes)
        {
            _context.Log.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"The kernel gave {socket.ReceiveBufferBytes} bytes of receive buffer instead of {_options.ReceiveBufferBytes}: bursts may be dropped. Raise net.core.rmem_max, or lower receive_buffer_bytes."));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task RunAsync(InputContext context, CancellationToken stop)
    {
        var socket = _socket ?? throw new InvalidOperationException("The input has not been started.");
        var loops = new Task[_options.Workers];
        for (var i = 0; i < loops.Length; i++)
        {
            var loop = new DatagramLoop(socket.Socket, _options, context, _context);
            loops[i] = Task.Factory.StartNew(() => loop.Run(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        var received = Task.WhenAll(loops);
        while (!received.IsCompleted)
        {
            await Task.WhenAny(received, Task.Delay(CountDropsEvery, _context.Clock, CancellationToken.None)).ConfigureAwait(false);
            CountDrops(socket);
        }

        await received.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void CountDrops(DatagramSocket socket)
    {
        var drops = socket.TakeDrops();
        if (drops > 0)
        {
            _context.Counters.AddDropped(drops);
            _context.Log.Warning(string.Create(CultureInfo.InvariantCulture, $"The kernel dropped {drops} datagrams for port {socket.LocalEndPoint.Port}: they came faster than they were taken."));
        }
    }
}
