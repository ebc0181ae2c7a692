using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Outputs.Tcp;

/// <summary>The receivers that have connected to a server: each gets every event.</summary>
/// <remarks>A receiver that connects later gets what comes later. One that breaks, or takes nothing for half a minute, is let go; while there is none, events wait.</remarks>
internal sealed class ConnectedReceivers : IReceivers
{
    private const int MaxReceivers = 1000;

    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly StreamListener _listener;
    private readonly ITlsHandshake? _tls;
    private readonly PluginContext _plugin;
    private readonly OccasionalWarning _failures;
    private readonly ConcurrentDictionary<OutgoingConnection, bool> _receivers = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    /// <param name="listener">The bound port; owned from now on.</param>
    /// <param name="tls">Encrypts connections; null for plain ones.</param>
    /// <param name="plugin">The output.</param>
    public ConnectedReceivers(StreamListener listener, ITlsHandshake? tls, PluginContext plugin)
    {
        _listener = listener;
        _tls = tls;
        _plugin = plugin;
        _failures = new OccasionalWarning(plugin.Log, plugin.Clock);
        _accepting = Task.Run(AcceptAsync);
    }

    /// <inheritdoc/>
    public async Task SendAsync(EncodedEvents events, CancellationToken cancellation)
    {
        while (true)
        {
            var taken = await Task.WhenAll(_receivers.Keys.Select(receiver => TrySendAsync(receiver, events, cancellation))).ConfigureAwait(false);
            if (Array.IndexOf(taken, true) >= 0)
            {
                return;
            }

            await Task.Delay(Poll, _plugin.Clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        foreach (var receiver in _receivers.Keys)
        {
            await LetGoAsync(receiver).ConfigureAwait(false);
        }

        _closing.Dispose();
    }

    private async Task<bool> TrySendAsync(OutgoingConnection receiver, EncodedEvents events, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(SendLimit, _plugin.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            if (!receiver.HasEnded)
            {
                await receiver.SendAsync(events.Bytes, either.Token).ConfigureAwait(false);
                return true;
            }
        }
        catch (BrokenConnectionException broken)
        {
            _failures.Write($"A receiver's connection broke: {broken.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            _failures.Write($"A receiver took nothing for {SendLimit.TotalSeconds} s; its connection is closed.");
        }

        await LetGoAsync(receiver).ConfigureAwait(false);
        return false;
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_closing.Token).ConfigureAwait(false);
                if (_receivers.Count >= MaxReceivers)
                {
                    socket.Dispose();
                    _failures.Write($"More than {MaxReceivers} receivers are connected: new ones are closed at once.");
                    continue;
                }

                // Others need not wait for one that is slow to shake hands.
                _ = OpenAsync(socket);
            }
            catch (SocketException failure)
            {
                _failures.Write($"A connection could not be accepted: {failure.Message}");
                await Task.Delay(Poll, _plugin.Clock, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception closing) when (closing is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task OpenAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(HandshakeLimit, _plugin.Clock);
        try
        {
            var receiver = await OutgoingConnection.OpenAsync(socket, _tls, _plugin.Clock, limit.Token).ConfigureAwait(false);
            _receivers[receiver] = true;
            _plugin.Counters.Add("connections", 1);
            if (!_closing.IsCancellationRequested)
            {
                await receiver.Ended.ConfigureAwait(false);
            }

            await LetGoAsync(receiver).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or AuthenticationException or OperationCanceledException)
        {
            socket.Dispose();
            _failures.Write($"A receiver's handshake failed: {failure.Message}");
        }
    }

    private async ValueTask LetGoAsync(OutgoingConnection receiver)
    {
        if (_receivers.TryRemove(receiver, out _))
        {
            await receiver.DisposeAsync().ConfigureAwait(false);
        }
    }
}
