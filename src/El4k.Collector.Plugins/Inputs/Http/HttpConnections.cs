using System.Net;
using System.Net.Sockets;
using El4k.Collector.Plugins.Network;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>Gives Kestrel the connections of a port that is bound by <see cref="StreamListener"/>, so that its socket can outlive this Kestrel.</summary>
/// <remarks>
/// Kestrel's own transport closes the socket that it listens on, which would also end it for a successor: .NET may shut a socket down to free a call that is under way, and that reaches every
/// duplicate of its handle. Here an accept is cancelled instead, and only the last user of the socket closes it.
/// </remarks>
/// <param name="listener">The bound port; released when nothing more is accepted.</param>
/// <param name="plugin">The input it belongs to.</param>
internal sealed class HttpConnections(StreamListener listener, PluginContext plugin) : IConnectionListenerFactory, IConnectionListener
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly SocketConnectionContextFactory _contexts = new(new SocketConnectionFactoryOptions(), NullLogger.Instance);
    private readonly OccasionalWarning _failures = new(plugin.Log, plugin.Clock);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _noMore = new();

    // One more than there are connections while others may come.
    private int _open = 1;
    private int _isReleased;

    /// <inheritdoc/>
    public EndPoint EndPoint => listener.LocalEndPoint;

    /// <summary>Ends when no connection is accepted any more and the last one has ended.</summary>
    public Task AllEnded => _allEnded.Task;

    /// <summary>Accepts connections from now on; until then they wait in the system's queue, where a predecessor may take them.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>Accepts no more connections; those that are open go on.</summary>
    public void Close() => _noMore.Cancel();

    /// <summary>Runs a connection and counts it, with the limit of how many there may be.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (Volatile.Read(ref _open) <= StreamSettings.DefaultMaxConnections + 1)
            {
                await next(connection).ConfigureAwait(false);
            }
        }
        finally
        {
            End();
        }
    }

    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => ValueTask.FromResult<IConnectionListener>(this);

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        if (await NextAsync().ConfigureAwait(false) is not { } socket)
        {
            Release();
            return null;
        }

        Interlocked.Increment(ref _open);
        socket.NoDelay = true;
        return _contexts.Create(socket);
    }

    /// <inheritdoc/>
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _noMore.Cancel();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _noMore.Cancel();
        Release();
        _contexts.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Socket?> NextAsync()
    {
        CancellationToken noMore = _noMore.Token;
        while (true)
        {
            try
            {
                await _opened.Task.WaitAsync(noMore).ConfigureAwait(false);
                return await listener.AcceptAsync(noMore).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (noMore.IsCancellationRequested)
            {
                // A connection that has completed its handshake may hold a request already; without a successor nobody else would take it.
                return _opened.Task.IsCompleted ? await listener.AcceptWaitingAsync().ConfigureAwait(false) : null;
            }
            catch (SocketException failure)
            {
                // Such as a want of file descriptors: it passes, and the open connections go on meanwhile.
                _failures.Write($"A connection could not be accepted: {failure.Message}. Trying again.");
                await Task.Delay(AfterFailure, plugin.Clock, noMore).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            listener.Dispose();
            End();
        }
    }

    private void End()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _allEnded.TrySetResult();
        }
    }
}
