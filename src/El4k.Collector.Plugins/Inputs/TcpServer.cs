using System.Net.Sockets;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>Accepts connections and has them read, until the stop.</summary>
/// <param name="listener">The bound port; released when nothing more is accepted.</param>
/// <param name="settings">How connections are treated.</param>
/// <param name="input">Where events go.</param>
/// <param name="plugin">The input it belongs to.</param>
/// <param name="createCodec">Makes the codec of each connection.</param>
internal sealed class TcpServer(StreamListener listener, StreamSettings settings, InputContext input, PluginContext plugin, Func<ICodec> createCodec)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly ConnectionSet _connections = new(settings, plugin);
    private readonly OccasionalWarning _failures = new(plugin.Log, plugin.Clock);

    /// <summary>Serves until the stop, and then reads what has arrived on the open connections.</summary>
    /// <param name="retired">Accepts nothing more; the open connections are read to their end.</param>
    /// <param name="stop">Asks to stop.</param>
    public async Task RunAsync(CancellationToken retired, CancellationToken stop)
    {
        using var noMore = CancellationTokenSource.CreateLinkedTokenSource(stop, retired);
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var silence = _connections.EndSilentAsync(quiet.Token);
        try
        {
            while (true)
            {
                await AcceptAsync(noMore.Token, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (noMore.IsCancellationRequested)
        {
            // Connections that completed their handshake but were not accepted yet may hold events already.
            while (await listener.AcceptWaitingAsync().ConfigureAwait(false) is { } waiting)
            {
                Serve(waiting, stop);
            }
        }

        listener.Dispose();
        await _connections.WhenAllEnded().ConfigureAwait(false);
        await quiet.CancelAsync().ConfigureAwait(false);
        await silence.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync(CancellationToken noMore, CancellationToken stop)
    {
        await _connections.WaitForRoomAsync(stop).ConfigureAwait(false);
        try
        {
            Serve(await listener.AcceptAsync(noMore).ConfigureAwait(false), stop);
        }
        catch (SocketException failure)
        {
            // Such as a want of file descriptors: it passes, and the open connections go on meanwhile.
            _failures.Write($"A connection could not be accepted: {failure.Message}. Trying again.");
            await Task.Delay(AfterFailure, plugin.Clock, noMore).ConfigureAwait(false);
        }
    }

    private void Serve(Socket socket, CancellationToken stop)
    {
        if (!_connections.HasRoom())
        {
            socket.Dispose();
            return;
        }

        _ = _connections.RunAsync(new TcpConnection(socket, createCodec(), _connections, input, plugin), stop);
    }
}
