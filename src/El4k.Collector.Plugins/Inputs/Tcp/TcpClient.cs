using System.Net.Sockets;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs.Tcp;

/// <summary>Reads from a server that the input connects to, and connects again whenever the connection ends.</summary>
internal sealed class TcpClient(TcpOptions options, StreamSettings settings, InputContext input, PluginContext plugin)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _host = options.Host ?? ListenAddress.DefaultHost;
    private readonly ConnectionSet _connections = new(settings, plugin);
    private readonly OccasionalWarning _failures = new(plugin.Log, plugin.Clock);

    /// <summary>Connects and reads until the stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var silence = _connections.EndSilentAsync(stop);
        while (!stop.IsCancellationRequested)
        {
            if (await TryConnectAsync(stop).ConfigureAwait(false) is { } socket)
            {
                plugin.Counters.Add("connections", 1);
                await _connections.RunAsync(new TcpConnection(socket, input.CreateCodec(), _connections, input, plugin), stop).ConfigureAwait(false);
            }

            await Task.Delay(Pause, plugin.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await silence.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<Socket?> TryConnectAsync(CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            KeepAliveProbes.Set(socket, options.KeepAlive);
            await socket.ConnectAsync(_host, options.Port, stop).ConfigureAwait(false);
            return socket;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            socket.Dispose();
        }
        catch (SocketException away)
        {
            socket.Dispose();
            _failures.Write($"{_host}:{options.Port} (options host, port) cannot be reached: {away.Message}. Trying again each second.");
        }

        return null;
    }
}
