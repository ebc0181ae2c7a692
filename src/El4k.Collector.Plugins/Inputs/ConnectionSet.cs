using System.Collections.Concurrent;
using System.Globalization;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>The open connections of one input, and the limits they have together. Safe for all threads.</summary>
internal sealed class ConnectionSet
{
    private static readonly TimeSpan RoomPoll = TimeSpan.FromMilliseconds(20);

    // How long no connection has to end before a new one is refused: a burst of short ones is waited for, clients that leak theirs are not.
    private static readonly TimeSpan StillLimit = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<TcpConnection, Task> _connections = new();
    private readonly PluginContext _plugin;
    private readonly OccasionalWarning _refusals;
    private long _unfinishedBytes;
    private int _count;
    private int _ended;

    public ConnectionSet(StreamSettings settings, PluginContext plugin)
    {
        Settings = settings;
        _plugin = plugin;
        _refusals = new OccasionalWarning(plugin.Log, plugin.Clock);
        Strangers = new OccasionalWarning(plugin.Log, plugin.Clock);
    }

    /// <summary>How connections are treated.</summary>
    public StreamSettings Settings { get; }

    /// <summary>Says what is wrong with connections that never got as far as an event.</summary>
    public OccasionalWarning Strangers { get; }

    /// <summary>Whether connections hold more of unfinished events than they may.</summary>
    public bool IsOverUnfinished => Interlocked.Read(ref _unfinishedBytes) > Settings.MaxUnfinishedBytes;

    /// <summary>Waits for room while connections end; those that wait to be accepted are held by the system meanwhile.</summary>
    public async ValueTask WaitForRoomAsync(CancellationToken stop)
    {
        while (Volatile.Read(ref _count) >= Settings.MaxConnections)
        {
            var ended = Volatile.Read(ref _ended);
            await Task.Delay(StillLimit, _plugin.Clock, stop).ConfigureAwait(false);
            if (ended == Volatile.Read(ref _ended))
            {
                return;
            }
        }
    }

    /// <summary>Whether one more connection may be opened; one that may not is counted and said.</summary>
    public bool HasRoom()
    {
        _plugin.Counters.Add("connections", 1);
        if (Volatile.Read(ref _count) < Settings.MaxConnections)
        {
            return true;
        }

        _plugin.Counters.Add("connections_refused", 1);
        _refusals.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"More than {Settings.MaxConnections} connections are open: new ones are closed at once. Look for a client that opens connections and does not close them, or raise max_connections."));
        return false;
    }

    /// <summary>Runs a connection to its end; it counts as open until then.</summary>
    public Task RunAsync(TcpConnection connection, CancellationToken stop)
    {
        _plugin.Counters.Set("connections_open", Interlocked.Increment(ref _count));

        // The queue of accepted connections is what bursts need kept short, so decoding happens elsewhere.
        var reading = Task.Run(() => connection.RunAsync(stop), CancellationToken.None);
        _connections[connection] = reading;
        return reading.ContinueWith(
            ended => Ended(connection, ended),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Ends when every connection has.</summary>
    public Task WhenAllEnded() => Task.WhenAll(_connections.Values.Select(reading => reading.ContinueWith(static _ => { }, TaskScheduler.Default)));

    /// <summary>Notes that a connection holds so many bytes more, or less, of an unfinished event.</summary>
    public void ChangeUnfinished(long by) => Interlocked.Add(ref _unfinishedBytes, by);

    /// <summary>Waits until unfinished events are within their limit, ending the connection that holds the most for as long as they are not.</summary>
    /// <remarks>A connection that is to end may wait for the queue; then all that grow wait with it, and memory stays bounded.</remarks>
    public async Task WaitForRoomAsync(TcpConnection asking, CancellationToken stop)
    {
        while (IsOverUnfinished && !asking.IsCut)
        {
            CutLargest();
            if (!asking.IsCut)
            {
                await Task.Delay(RoomPoll, _plugin.Clock, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Ends connections that have been silent for too long, until the stop.</summary>
    public async Task EndSilentAsync(CancellationToken stop)
    {
        var limit = Settings.IdleTimeout;
        if (limit <= TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(limit / 4, _plugin.Clock);
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            foreach (var (connection, _) in _connections)
            {
                if (connection.IsSilentFor(limit))
                {
                    _plugin.Counters.Add("connections_idle", 1);
                    connection.End();
                }
            }
        }
    }

    private void CutLargest()
    {
        TcpConnection? largest = null;
        foreach (var (connection, _) in _connections)
        {
            if (!connection.IsCut && connection.UnfinishedBytes > (largest?.UnfinishedBytes ?? 0))
            {
                largest = connection;
            }
        }

        if (largest is null || !largest.Cut())
        {
            return;
        }

        _plugin.Counters.Add("connections_cut", 1);
        _plugin.Log.Error(string.Create(
            CultureInfo.InvariantCulture,
            $"Unfinished events of all connections take more than max_unfinished_bytes ({Settings.MaxUnfinishedBytes}): the connection from {largest} holds the most of it ({largest.UnfinishedBytes} bytes) and is closed. What it sent is kept as an event tagged {TcpConnection.CutTag}."));
    }

    private void Ended(TcpConnection connection, Task reading)
    {
        _connections.TryRemove(connection, out _);
        _plugin.Counters.Set("connections_open", Interlocked.Decrement(ref _count));
        Interlocked.Increment(ref _ended);
        if (reading.Exception is { } failure)
        {
            _plugin.Log.Error("A connection could not be read on and was closed.", failure.GetBaseException());
        }
    }
}
