namespace El4k.Collector.Events;

/// <summary>Keeps batches for reuse. Safe for all threads.</summary>
public sealed class EventBatchPool
{
    // The batch that came back last is given out first: its memory is still in the caches.
    private readonly Stack<EventBatch> _free = new();
    private readonly Lock _gate = new();
    private readonly int _keptEvents;
    private int _freeEvents;

    /// <summary>Makes a pool of batches with these soft bounds.</summary>
    /// <param name="clock">Gives the arrival time of events.</param>
    /// <param name="maxEvents">Events after which a batch is full.</param>
    /// <param name="maxBytes">Bytes after which a batch is full.</param>
    /// <param name="keptEvents">Events whose memory is kept while nobody uses them: as many as are under way when there is much to do, since those over it are made anew again and again.</param>
    /// <param name="keptBytes">The same of their text.</param>
    public EventBatchPool(TimeProvider clock, int maxEvents = 1000, long maxBytes = 1024 * 1024, int keptEvents = 8000, long keptBytes = 12 * 1024 * 1024)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxEvents, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        _keptEvents = keptEvents;
        Chunks = new ChunkPool(keptBytes);
        Clock = clock;
        MaxEvents = maxEvents;
        MaxBytes = maxBytes;
    }

    /// <summary>Events after which a batch is full.</summary>
    public int MaxEvents { get; }

    /// <summary>Bytes after which a batch is full.</summary>
    public long MaxBytes { get; }

    internal TimeProvider Clock { get; }

    /// <summary>The memory that the events' bytes lie in.</summary>
    internal ChunkPool Chunks { get; }

    /// <summary>Takes an empty batch; complete it to give it back.</summary>
    public EventBatch Rent()
    {
        lock (_gate)
        {
            if (_free.TryPop(out EventBatch? batch))
            {
                _freeEvents -= batch.HeldEvents;
                return batch.Begin();
            }
        }

        return new EventBatch(this).Begin();
    }

    /// <summary>Takes a batch back, unless enough are there.</summary>
    internal void Return(EventBatch batch)
    {
        lock (_gate)
        {
            if (_freeEvents + batch.HeldEvents <= _keptEvents)
            {
                _freeEvents += batch.HeldEvents;
                _free.Push(batch);
            }
        }
    }
}
