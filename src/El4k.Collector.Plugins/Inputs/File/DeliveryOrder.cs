using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Knows up to where all events of one file are delivered, although batches end in any order. Safe for several threads.</summary>
/// <param name="delivered">Told each time the position moves on, in bytes.</param>
internal sealed class DeliveryOrder(Action<long> delivered)
{
    private readonly Lock _lock = new();
    private readonly Queue<Step> _open = new();
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;
    private bool _isBroken;

    /// <summary>Ends when all batches have ended, after <see cref="Close"/>: true when all were delivered.</summary>
    public Task<bool> Ended => _ended.Task;

    /// <summary>Whether a batch was given up and none is under way any more: what follows the last position has to be read again.</summary>
    public bool IsBroken
    {
        get
        {
            lock (_lock)
            {
                return _isBroken && _open.Count == 0;
            }
        }
    }

    /// <summary>Follows a batch that carries the file up to an offset; call in the order of the file, before publishing.</summary>
    public void Follow(EventBatch batch, long offset)
    {
        var step = new Step(this, offset);
        lock (_lock)
        {
            _open.Enqueue(step);
        }

        batch.OnCompleted(static (outcome, state) => ((Step)state!).End(outcome), step);
    }

    /// <summary>No further batch comes.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            Advance();
        }
    }

    private void Advance()
    {
        var offset = -1L;
        while (_open.TryPeek(out var step) && step.IsEnded)
        {
            _open.Dequeue();

            // After a batch that was given up nothing later counts: the next start reads again from before it.
            _isBroken |= step.IsAbandoned;
            offset = _isBroken ? offset : step.Offset;
        }

        if (offset >= 0)
        {
            delivered(offset);
        }

        if (_isClosed && _open.Count == 0)
        {
            _ended.TrySetResult(!_isBroken);
        }
    }

    private sealed class Step(DeliveryOrder order, long offset)
    {
        public long Offset => offset;

        public bool IsEnded { get; private set; }

        public bool IsAbandoned { get; private set; }

        public void End(BatchOutcome outcome)
        {
            lock (order._lock)
            {
                IsEnded = true;
                IsAbandoned = outcome != BatchOutcome.Delivered;
                order.Advance();
            }
        }
    }
}
