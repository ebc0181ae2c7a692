using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue.Disk;

namespace El4k.Collector.Pipeline;

/// <summary>Events in the disk queue that wait for one output.</summary>
/// <param name="queue">The disk queue.</param>
/// <param name="lane">The output's number.</param>
/// <param name="pool">Batches for what is read.</param>
/// <param name="retry">Wakes the lane again after a pause, when the disk could not be read.</param>
/// <param name="rested">Called when the lane has dealt with what it took, or found nothing.</param>
internal sealed class DiskLaneSource(DiskQueue queue, int lane, EventBatchPool pool, PluginLog log, Action retry, Action rested) : ILaneSource
{
    private const int TriesToRead = 5;

    private readonly LaneReader _reader = new(queue, lane, pool.MaxEvents, pool.MaxBytes);
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LanePosition _noted = queue.PositionOf(lane);
    private EventBatch? _batch;
    private int _failures;
    private bool _isBusy;
    private bool _isStopping;

    /// <summary>How far the output is behind.</summary>
    public LaneStatus ReadStatus()
    {
        LanePosition position = queue.PositionOf(lane);
        return new LaneStatus(queue.Outputs[lane], Math.Max(0, queue.Pages.End - position.Sequence), queue.Pages.BytesAfter(position.Page, position.Offset));
    }

    /// <summary>Gives out nothing more; ends when what was given out is completed.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _isStopping = true;
            return _isBusy ? _stopped.Task : Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public bool TryTake(out ReadOnlyMemory<Event> events)
    {
        events = default;
        if (!TryBegin())
        {
            return false;
        }

        _batch = pool.Rent();
        if (TryRead(_batch))
        {
            events = _batch.Events;
            return true;
        }

        Complete(BatchOutcome.Delivered);
        return false;
    }

    /// <inheritdoc/>
    public void Complete(BatchOutcome outcome)
    {
        _batch?.Complete(outcome);
        _batch = null;
        if (outcome == BatchOutcome.Delivered && _reader.Position != _noted)
        {
            _noted = _reader.Position;
            queue.Advance(lane, _noted);
        }

        End(outcome);
        rested();
    }

    private bool TryRead(EventBatch batch)
    {
        try
        {
            bool hasRead = _reader.TryRead(batch);
            _failures = 0;
            return hasRead;
        }
        catch (IOException failure)
        {
            log.Error($"The disk queue cannot be read for the output {queue.Outputs[lane]}: {failure.Message} It is tried again.", failure);
            if (++_failures >= TriesToRead)
            {
                _reader.SkipUnreadable();
            }

            retry();
            return batch.Count > 0;
        }
    }

    private bool TryBegin()
    {
        lock (_gate)
        {
            _isBusy = !_isStopping;
            return _isBusy;
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
}
