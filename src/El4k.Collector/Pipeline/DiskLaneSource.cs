using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue.Disk;

namespace El4k.Collector.Pipeline;

/// <summary>Events in the disk queue that wait for one output.</summary>
/// <remarks>
/// A lane that keeps up is offered groups while they are still in memory, as much as one write takes; one that is behind reads from the disk until it has caught up. Both ways go through
/// the events in their order and move the same cursor.
/// </remarks>
internal sealed class DiskLaneSource : ILaneSource
{
    // With a pause after each: a minute, before a disk that cannot be read costs the events of a page.
    private const int TriesToRead = 60;

    private readonly DiskQueue _queue;
    private readonly int _lane;
    private readonly EventBatchPool _pool;
    private readonly GroupEnd _end;
    private readonly PluginLog _log;
    private readonly TimeProvider _clock;
    private readonly Action _retry;
    private readonly Action _rested;
    private readonly LaneReader _reader;
    private readonly EventList _merged = new();
    private readonly List<LiveGroup> _taken = [];
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LanePosition _noted;
    private EventBatch? _batch;
    private int _failures;

    // Under _gate: what is offered from memory.
    private readonly Lock _gate = new();
    private readonly Queue<LiveGroup> _live = new();
    private int _liveEvents;
    private long _liveBytes;

    // The event that follows all that was taken and offered; -1 while the disk is read, when nobody knows.
    private long _expected = -1;
    private bool _isBusy;
    private bool _isPausing;
    private DateTimeOffset? _unreadableSince;
    private bool _isStopping;

    /// <param name="queue">The disk queue.</param>
    /// <param name="lane">The output's number.</param>
    /// <param name="pool">Batches for what is read; its bounds are those of one write.</param>
    /// <param name="end">Takes groups back.</param>
    /// <param name="clock">Tells since when the disk cannot be read.</param>
    /// <param name="retry">Called when the disk could not be read: has to call <see cref="GoOn"/> after a pause, and wake the lane.</param>
    /// <param name="rested">Called when the lane has dealt with what it took, or found nothing.</param>
    public DiskLaneSource(DiskQueue queue, int lane, EventBatchPool pool, GroupEnd end, PluginLog log, TimeProvider clock, Action retry, Action rested)
    {
        (_queue, _lane, _pool, _end, _log, _clock, _retry, _rested) = (queue, lane, pool, end, log, clock, retry, rested);
        _reader = new LaneReader(queue, lane, pool.MaxEvents, pool.MaxBytes);
        _noted = queue.PositionOf(lane);
    }

    /// <summary>How far the output is behind.</summary>
    public LaneStatus ReadStatus()
    {
        LanePosition position = _queue.PositionOf(_lane);
        DateTimeOffset? unreadableSince;
        lock (_gate)
        {
            unreadableSince = _unreadableSince;
        }

        return new LaneStatus(_queue.Outputs[_lane], Math.Max(0, _queue.Pages.End - position.Sequence), _queue.Pages.BytesAfter(position.Page, position.Offset), unreadableSince);
    }

    /// <summary>Offers a group that was just written. It is taken when the lane is next to it and does not have enough.</summary>
    public void Offer(EventGroup group, Frame frame)
    {
        lock (_gate)
        {
            // Bytes count for all events of the group, since the group holds them all, also one of which the output gets nothing.
            if (_isStopping || _expected != frame.End - frame.Events || _liveEvents >= _pool.MaxEvents || _liveBytes >= _pool.MaxBytes)
            {
                return;
            }

            group.Hold();
            _live.Enqueue(new LiveGroup(group, frame.Page!, frame.After, frame.Length));
            _liveEvents += group.RouteOf(_lane).Count;
            _liveBytes += frame.Length;
            _expected = frame.End;
        }
    }

    /// <summary>The pause after a read that failed is over.</summary>
    public void GoOn()
    {
        lock (_gate)
        {
            _isPausing = false;
        }
    }

    /// <summary>Gives out nothing more; ends when what was given out is completed.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _isStopping = true;
            while (_live.TryDequeue(out LiveGroup live))
            {
                LetGo(live);
            }

            return _isBusy ? _stopped.Task : Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public bool TryTake(out ReadOnlyMemory<Event> events)
    {
        while (TryBegin())
        {
            bool wasLive = _taken.Count > 0;
            events = wasLive ? Merge() : ReadBack();
            if (events.Length > 0)
            {
                return true;
            }

            Complete(BatchOutcome.Delivered);
            if (!wasLive)
            {
                return false;
            }
        }

        events = default;
        return false;
    }

    /// <inheritdoc/>
    public void Complete(BatchOutcome outcome)
    {
        _batch?.Complete(outcome);
        _batch = null;
        if (_taken.Count > 0 && outcome == BatchOutcome.Delivered)
        {
            _reader.MoveTo(_taken[^1].Page, _taken[^1].After);
        }

        _merged.Clear();
        foreach (LiveGroup live in _taken)
        {
            LetGo(live);
        }

        _taken.Clear();
        if (outcome == BatchOutcome.Delivered && _reader.Position != _noted)
        {
            _noted = _reader.Position;
            _queue.Advance(_lane, _noted);
        }

        End(outcome);
        _rested();
    }

    private ReadOnlyMemory<Event> Merge()
    {
        if (_taken.Count == 1)
        {
            return _taken[0].Group.RouteOf(_lane).Memory;
        }

        _merged.Clear();
        foreach (LiveGroup live in _taken)
        {
            _merged.Add(live.Group.RouteOf(_lane));
        }

        return _merged.Memory;
    }

    private ReadOnlyMemory<Event> ReadBack()
    {
        _batch = _pool.Rent();
        try
        {
            _reader.TryRead(_batch);
            _failures = 0;
            Readable();
        }
        catch (Exception failure)
        {
            // Whatever it is, the lane has to come to the end of what it began, or nothing would wake or stop it again.
            _log.Error($"The disk queue cannot be read for the output {_queue.Outputs[_lane]}: {failure.Message} It is tried again.", failure);
            if (++_failures >= TriesToRead)
            {
                _failures = 0;
                _reader.SkipUnreadable();
            }

            lock (_gate)
            {
                // Frames that are written meanwhile wake the lane, and must not use up the tries.
                _isPausing = true;
                _unreadableSince ??= _clock.GetUtcNow();
            }

            _retry();
        }

        lock (_gate)
        {
            _expected = _reader.Position.Sequence;
        }

        return _batch.Events;
    }

    private void Readable()
    {
        lock (_gate)
        {
            _unreadableSince = null;
        }
    }

    // Takes what was offered; when there is nothing, the disk is read.
    private bool TryBegin()
    {
        lock (_gate)
        {
            if (_isStopping || _isPausing)
            {
                return false;
            }

            _isBusy = true;
            int events = 0;
            while (events < _pool.MaxEvents && _live.TryDequeue(out LiveGroup live))
            {
                _taken.Add(live);
                events += live.Group.RouteOf(_lane).Count;
                _liveBytes -= live.Bytes;
            }

            _liveEvents -= events;
            if (_taken.Count == 0)
            {
                _expected = -1;
            }

            return true;
        }
    }

    private void End(BatchOutcome outcome)
    {
        lock (_gate)
        {
            _isBusy = false;

            // What was abandoned is read again at the next start, and nothing may overtake it.
            _isStopping |= outcome == BatchOutcome.Abandoned;
            if (_isStopping)
            {
                _stopped.TrySetResult();
            }
        }
    }

    private void LetGo(LiveGroup live)
    {
        if (live.Group.LetGo())
        {
            _end.Return(live.Group);
        }
    }
}
