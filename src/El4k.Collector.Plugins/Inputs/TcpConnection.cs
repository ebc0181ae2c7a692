using System.Net;
using System.Net.Sockets;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>Reads one connection to its end. A connection that is silent holds no buffer and no batch.</summary>
internal sealed class TcpConnection
{
    /// <summary>The tag of what a connection had sent of an event when it was closed for want of memory.</summary>
    public const string CutTag = "_linetoolong";

    // A read that fills its room is followed by one of twice the size, one that leaves most of it by one of half: most connections send little, and wait in the queue with what they read into.
    private const int SmallestRead = 4 * 1024;
    private const int LargestRead = 32 * 1024;

    // At the stop of the pipeline: a sender that goes on without pause is not followed for ever.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(1);

    private readonly Socket _socket;
    private readonly ConnectionSet _set;
    private readonly InputContext _input;
    private readonly PluginContext _plugin;
    private readonly ICodec _codec;
    private readonly Lock _ending = new();
    private ByteSource? _source;
    private ConnectionPeer? _peer;
    private EventBatch? _batch;
    private Task? _arrival;
    private bool _hasNews;
    private long _unfinishedBytes;
    private long _silentSince;
    private int _isCut;
    private int _readBytes = SmallestRead;

    /// <param name="socket">The connection; owned from now on.</param>
    /// <param name="codec">Decodes this connection's bytes only.</param>
    /// <param name="set">The input's connections.</param>
    /// <param name="input">Where events go.</param>
    /// <param name="plugin">The input it belongs to.</param>
    public TcpConnection(Socket socket, ICodec codec, ConnectionSet set, InputContext input, PluginContext plugin)
    {
        _socket = socket;
        _codec = codec;
        _set = set;
        _input = input;
        _plugin = plugin;
    }

    /// <summary>The memory that the unfinished event of the connection takes. For all threads.</summary>
    public long UnfinishedBytes => Interlocked.Read(ref _unfinishedBytes);

    /// <summary>Whether the connection was asked to end for want of memory. For all threads.</summary>
    public bool IsCut => Volatile.Read(ref _isCut) != 0;

    /// <summary>Asks the connection to end for want of memory. For all threads.</summary>
    /// <returns>False when it was asked before.</returns>
    public bool Cut()
    {
        if (Interlocked.Exchange(ref _isCut, 1) != 0)
        {
            return false;
        }

        End();
        return true;
    }

    /// <summary>Asks the connection to end as if its sender had closed it. For all threads.</summary>
    public void End()
    {
        lock (_ending)
        {
            try
            {
                _socket.Shutdown(SocketShutdown.Receive);
            }
            catch (Exception late) when (late is SocketException or ObjectDisposedException)
            {
                // The sender was faster.
            }
        }
    }

    /// <summary>Whether the connection has waited for its sender that long. For all threads.</summary>
    public bool IsSilentFor(TimeSpan limit) =>
        Interlocked.Read(ref _silentSince) is var since && since != 0 && _plugin.Clock.GetElapsedTime(since) >= limit;

    /// <summary>Reads until the sender closes, the connection breaks, or the stop; what was read is published.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            var remote = (IPEndPoint?)_socket.RemoteEndPoint ?? new IPEndPoint(IPAddress.None, 0);
            (_source, _peer) = await ConnectionOpening.OpenAsync(_socket, remote, _set, _plugin, stop).ConfigureAwait(false);
            if (_source is not null)
            {
                await ReadAsync(stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await DrainAsync().ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException)
        {
            // A reset is how many clients close; what they sent before it is kept.
            _plugin.Log.Debug($"The connection from {_peer} broke: {broken.Message}");
        }
        finally
        {
            // Closed first: while the queue is full, senders that have gone hold events here, but no sockets.
            Close();
            await FlushAsync().ConfigureAwait(false);
            _set.ChangeUnfinished(-_unfinishedBytes);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _peer?.ToString() ?? "an unknown sender";

    private async Task ReadAsync(CancellationToken stop)
    {
        while (await ReadAvailableAsync(stop).ConfigureAwait(false))
        {
            var publishing = PublishAsync();
            if (!publishing.IsCompletedSuccessfully && await EndsWhilePublishingAsync(publishing.AsTask()).ConfigureAwait(false))
            {
                return;
            }

            await WaitAsync(stop).ConfigureAwait(false);
        }
    }

    // While the queue is full a sender may go: then its socket is closed at once, and only its events wait on.
    private async ValueTask<bool> EndsWhilePublishingAsync(Task publishing)
    {
        _arrival = _source!.WaitAsync(CancellationToken.None).AsTask();
        await Task.WhenAny(publishing, _arrival).ConfigureAwait(false);
        var hasEnded = !publishing.IsCompleted && (_arrival.IsFaulted || _source.HasEnded());
        if (hasEnded)
        {
            Close();
        }

        await publishing.ConfigureAwait(false);
        return hasEnded;
    }

    // Returns whether the connection is still open.
    private async ValueTask<bool> ReadAvailableAsync(CancellationToken until)
    {
        while (!IsCut)
        {
            until.ThrowIfCancellationRequested();
            var buffer = Batch().ReceiveBuffer(_readBytes);
            var count = await _source!.ReadAsync(buffer, until).ConfigureAwait(false);
            if (count <= 0)
            {
                return count == ByteSource.NothingYet;
            }

            await DecodeAsync(count).ConfigureAwait(false);
            FitReads(count, buffer.Length);

            if (_unfinishedBytes > 0 && _set.IsOverUnfinished)
            {
                await PublishAsync().ConfigureAwait(false);
                await _set.WaitForRoomAsync(this, until).ConfigureAwait(false);
            }
        }

        return false;
    }

    private void FitReads(int count, int room)
    {
        if (count == room)
        {
            _readBytes = Math.Min(_readBytes * 2, LargestRead);
        }
        else if (count < room / 4)
        {
            _readBytes = Math.Max(_readBytes / 2, SmallestRead);
        }
    }

    // Waiting without a buffer: only a connection that has something to read gets one.
    private async ValueTask WaitAsync(CancellationToken stop)
    {
        Interlocked.Exchange(ref _silentSince, _plugin.Clock.GetTimestamp());
        if (_hasNews && _codec.IdleFlush is { } limit)
        {
            using var due = new CancellationTokenSource(limit, _plugin.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, due.Token);
            try
            {
                await ArrivalAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                await FlushAsync().ConfigureAwait(false);
                await ArrivalAsync(stop).ConfigureAwait(false);
            }
        }
        else if (_arrival is not null)
        {
            await ArrivalAsync(stop).ConfigureAwait(false);
        }
        else
        {
            await _source!.WaitAsync(stop).ConfigureAwait(false);
        }

        _arrival = null;
        Interlocked.Exchange(ref _silentSince, 0);
    }

    // Begun while events waited for room in the queue, or now.
    private Task ArrivalAsync(CancellationToken until) => _arrival is { } begun ? begun.WaitAsync(until) : _source!.WaitAsync(until).AsTask();

    private async Task DrainAsync()
    {
        if (_source is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(DrainLimit, _plugin.Clock);
        try
        {
            while (await ReadAvailableAsync(limit.Token).ConfigureAwait(false) && _socket.Available > 0)
            {
                await PublishAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            _plugin.Log.Debug($"{_peer} went on sending at the stop; it is not followed any longer.");
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException)
        {
            _plugin.Log.Debug($"The connection from {_peer} broke while it was drained: {broken.Message}");
        }
    }

    private ValueTask DecodeAsync(int count)
    {
        var batch = Batch();
        var first = batch.Count;
        var data = batch.Received(count);
        try
        {
            _codec.Decode(data, batch);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A broken codec costs these bytes their fields, not the batch its other events.
            _plugin.Log.Error("The codec failed; what it was given is kept as an event tagged _codecfailure.", failure);
            batch.AddFailure(data, "_codecfailure");
        }

        _hasNews = true;
        NoteUnfinished();
        _set.Settings.AddSource(_peer!, batch, first);
        return batch.IsFull ? PublishAsync() : default;
    }

    // The end of the stream, or of its sender's patience: what the codec holds becomes an event.
    private ValueTask FlushAsync()
    {
        if (_hasNews)
        {
            _hasNews = false;
            var batch = Batch();
            var first = batch.Count;
            try
            {
                _codec.Flush(batch);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // A broken codec costs what it held, not the batch its other events.
                _plugin.Log.Error("The codec failed at the end of a connection; what it held is lost.", failure);
                _plugin.Counters.AddDropped(1);
            }

            NoteUnfinished();
            _set.Settings.AddSource(_peer!, batch, first);
            for (var i = first; IsCut && i < batch.Count; i++)
            {
                batch[i].Tag(CutTag);
            }
        }

        return PublishAsync();
    }

    private void NoteUnfinished()
    {
        var now = _codec.HeldBytes;
        if (now != _unfinishedBytes)
        {
            _set.ChangeUnfinished(now - _unfinishedBytes);
            Interlocked.Exchange(ref _unfinishedBytes, now);
        }
    }

    // A socket that is disposed of while another thread is in a call on it is reset: the sender would be told of a failure in place of an end.
    private void Close()
    {
        lock (_ending)
        {
            _source?.Dispose();
            _socket.Dispose();
        }
    }

    private EventBatch Batch() => _batch ??= _input.RentBatch();

    // Without a token: what has been read is not given up while the queue is full, and the sender is not read on meanwhile.
    private ValueTask PublishAsync()
    {
        if (_batch is not { } batch)
        {
            return default;
        }

        _batch = null;
        if (batch.Count > 0)
        {
            return _input.PublishAsync(batch);
        }

        // Rented for a read that brought no event: it does not stand in line for the queue.
        batch.Complete(BatchOutcome.Delivered);
        return default;
    }
}
