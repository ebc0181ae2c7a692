using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>Receives the datagrams of one port. UDP may lose some by design: what the kernel drops is counted as <c>dropped</c>.</summary>
internal sealed class DatagramServer : IDisposable
{
    private static readonly TimeSpan CountDropsEvery = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _retired = new();
    private readonly DatagramSettings _settings;
    private readonly PluginContext _plugin;
    private readonly DatagramSocket _socket;

    private DatagramServer(DatagramSettings settings, PluginContext plugin, DatagramSocket socket)
    {
        _settings = settings;
        _plugin = plugin;
        _socket = socket;
    }

    /// <summary>The address bound, with the real port where 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint => _socket.LocalEndPoint;

    /// <summary>Binds the port; a kernel buffer that is smaller than wanted is said.</summary>
    /// <exception cref="SocketException">The address is taken or not of this machine.</exception>
    public static DatagramServer Bind(IPEndPoint endPoint, DatagramSettings settings, PluginContext plugin)
    {
        var socket = new DatagramSocket(endPoint, settings.ReceiveBufferBytes, plugin.GetHostPart<ListenSockets>());
        plugin.Counters.Set("receive_buffer_bytes", socket.ReceiveBufferBytes);
        if (socket.ReceiveBufferBytes < settings.ReceiveBufferBytes)
        {
            plugin.Log.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"The kernel gave {socket.ReceiveBufferBytes} bytes of receive buffer instead of {settings.ReceiveBufferBytes}: bursts may be dropped. Raise net.core.rmem_max, or lower receive_buffer_bytes."));
        }

        return new DatagramServer(settings, plugin, socket);
    }

    /// <summary>Receives nothing more; a successor that has the same socket goes on.</summary>
    public void Retire() => _retired.Cancel();

    /// <summary>Receives until the stop, and then what the kernel still holds.</summary>
    /// <param name="input">Where events go.</param>
    /// <param name="createCodec">Makes the codec of each loop.</param>
    /// <param name="stop">Asks to stop.</param>
    public async Task RunAsync(InputContext input, Func<ICodec> createCodec, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, _retired.Token);
        var loops = new Task[_settings.Workers];
        for (var i = 0; i < loops.Length; i++)
        {
            var loop = new DatagramLoop(_socket.Socket, _settings, createCodec(), input, _plugin);
            loops[i] = Task.Factory.StartNew(() => loop.Run(end.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        var received = Task.WhenAll(loops);
        while (!received.IsCompleted)
        {
            await Task.WhenAny(received, Task.Delay(CountDropsEvery, _plugin.Clock, CancellationToken.None)).ConfigureAwait(false);
            CountDrops();
        }

        await received.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        _retired.Dispose();
    }

    private void CountDrops()
    {
        var drops = _socket.TakeDrops();
        if (drops > 0)
        {
            _plugin.Counters.AddDropped(drops);
            _plugin.Log.Warning(string.Create(CultureInfo.InvariantCulture, $"The kernel dropped {drops} datagrams for port {_socket.LocalEndPoint.Port}: they came faster than they were taken."));
        }
    }
}
