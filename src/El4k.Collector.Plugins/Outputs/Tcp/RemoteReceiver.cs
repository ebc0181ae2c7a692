using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Outputs.Tcp;

/// <summary>The receiver that a client connects to.</summary>
internal sealed class RemoteReceiver(TcpOutputOptions options, ITlsHandshake? tls, PluginContext plugin) : IReceivers
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly OccasionalWarning _failures = new(plugin.Log, plugin.Clock);
    private OutgoingConnection? _connection;

    /// <inheritdoc/>
    public async Task SendAsync(EncodedEvents events, CancellationToken cancellation)
    {
        var arrived = 0;
        while (arrived < events.Count)
        {
            var connection = await ConnectedAsync(cancellation).ConfigureAwait(false);
            var start = events.StartOf(arrived);
            try
            {
                await connection.SendAsync(events.Bytes[start..], cancellation).ConfigureAwait(false);
                return;
            }
            catch (BrokenConnectionException broken)
            {
                arrived = events.CountWithin(start + broken.ArrivedBytes);
                plugin.Counters.Add("resent", events.Count - arrived);
                _failures.Write($"The connection to {options.Host}:{options.Port} broke: {broken.Message} Events that had not arrived for sure are sent again.");
                await CloseAsync().ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask<OutgoingConnection> ConnectedAsync(CancellationToken cancellation)
    {
        if (_connection is { HasEnded: true })
        {
            await CloseAsync().ConfigureAwait(false);
        }

        while (_connection is null)
        {
            _connection = await TryConnectAsync(cancellation).ConfigureAwait(false);
            if (_connection is null)
            {
                await Task.Delay(TimeSpan.FromSeconds(options.ReconnectInterval), plugin.Clock, cancellation).ConfigureAwait(false);
            }
        }

        return _connection;
    }

    private async Task<OutgoingConnection?> TryConnectAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(ConnectLimit, plugin.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        string reason;
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, either.Token).ConfigureAwait(false);
            plugin.Counters.Add("connections", 1);
            return await OutgoingConnection.OpenAsync(socket, tls, plugin.Clock, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            reason = $"no answer within {ConnectLimit.TotalSeconds} s";
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
        {
            reason = failure.Message;
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        socket.Dispose();
        _failures.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Host}:{options.Port} (options host, port) cannot be reached: {reason.TrimEnd('.')}. Trying again each {options.ReconnectInterval} s; events wait."));
        return null;
    }

    private async ValueTask CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
