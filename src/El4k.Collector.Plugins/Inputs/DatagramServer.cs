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
    private readonly IReadOnlyList<DatagramSocket> _sockets;

    private DatagramServer(DatagramSettings settings, PluginContext plugin, IReadOnlyList<DatagramSocket> sockets)
    {
        _settings = settings;
        _plugin = plugin;
        _sockets = sockets;
    }

    /// <summary>The address bound, with the real port where 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint => _sockets[0].LocalEndPoint;

    /// <summary>Binds the port, with a socket for each worker where the system spreads datagrams over them; a kernel buffer that is smaller than wanted is said.</summary>
    /// <exception cref="SocketException">The address is taken or not of this machine.</exception>
    public static DatagramServer Bind(IPEndPoint endPoint, DatagramSettings settings, PluginContext plugin)
    {
        var sockets = new List<DatagramSocket> { new(endPoint, settings.ReceiveBufferBytes, plugin.GetHostPart<ListenSockets>()) };
        try
        {
            BindOthers(sockets, settings.Workers, plugin.Log);
        }
        catch
        {
            sockets.ForEach(socket => socket.Dispose());
            throw;
        }

        var granted = sockets.Min(socket => socket.ReceiveBufferBytes);
        plugin.Counters.Set("receive_buffer_bytes", granted);
        if (granted < settings.ReceiveBufferBytes)
        {
            plugin.Log.Warning(string.Create(
                CultureInfo.InvariantCulture,
                $"The kernel gave {granted} bytes of receive buffer instead of {settings.ReceiveBufferBytes}: bursts may be dropped. Raise net.core.rmem_max, or lower receive_buffer_bytes."));
        }

        return new DatagramServer(settings, plugin, sockets);
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
        var loops = new Task[Math.Max(_settings.Workers, _sockets.Count)];
        for (var i = 0; i < loops.Length; i++)
        {
            var loop = new DatagramLoop(_sockets[i % _sockets.Count].Socket, _settings, createCodec(), input, _plugin);
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
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        _retired.Dispose();
    }

    // A predecessor's sockets are all taken over: one that was closed instead would lose what its senders go on to send it.
    private static void BindOthers(List<DatagramSocket> sockets, int wanted, PluginLog log)
    {
        var first = sockets[0];
        while (first.TakeAnother() is { } another)
        {
            sockets.Add(another);
        }

        if (sockets.Count > wanted)
        {
            log.Info(string.Create(
                CultureInfo.InvariantCulture,
                $"Port {first.LocalEndPoint.Port} goes on with its {sockets.Count} sockets and as many workers, so that nothing is lost; that there shall be {wanted} takes effect at the next start."));
        }

        while (DatagramSocket.CanSharePort && sockets.Count < wanted)
        {
            sockets.Add(first.BindAnother());
        }
    }

    private void CountDrops()
    {
        var drops = _sockets.Sum(socket => socket.TakeDrops());
        if (drops > 0)
        {
            _plugin.Counters.AddDropped(drops);
            _plugin.Log.Warning(string.Create(CultureInfo.InvariantCulture, $"The kernel dropped {drops} datagrams for port {LocalEndPoint.Port}: they came faster than they were taken."));
        }
    }
}
