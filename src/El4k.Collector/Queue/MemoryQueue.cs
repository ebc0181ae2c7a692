using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using El4k.Collector.Events;

namespace El4k.Collector.Queue;

/// <summary>The queue between inputs and workers, in memory: bounded in events and bytes; a full queue makes writers wait, in their order.</summary>
/// <remarks>
/// What was taken out still counts until it is released, since its memory is held until outputs or disk have it: one bound for all that waits in memory.
/// Safe for all threads. A batch that is larger than the bounds is let in when nothing is held.
/// </remarks>
internal sealed class MemoryQueue(int maxEvents, long maxBytes, TimeProvider? clock = null)
{
    private readonly Lock _gate = new();
    private readonly Channel<EventBatch> _batches = Channel.CreateUnbounded<EventBatch>();
    private readonly LinkedList<WaitingWriter> _writers = new();
    private long _events;
    private long _bytes;
    private DateTimeOffset? _blockedSince;
    private long _refused;
    private bool _isCompleted;

    /// <summary>Events that are held: in the queue, or taken and not released.</summary>
    public long Events => Interlocked.Read(ref _events);

    /// <summary>Bytes of memory that are held.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Events that writers still wanted to put in, without an end to their wait, when the queue was completed or after that.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Since when writers have waited, or were refused, without any room being made for them; null when there is room.</summary>
    public DateTimeOffset? BlockedSince
    {
        get
        {
            lock (_gate)
            {
                return _blockedSince;
            }
        }
    }

    /// <summary>Puts a batch in, once there is room.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled, or the queue was completed; the batch is still the caller's.</exception>
    public ValueTask EnqueueAsync(EventBatch batch, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_isCompleted)
            {
                _refused += cancellation.CanBeCanceled ? 0 : batch.Count;
                return ValueTask.FromException(new OperationCanceledException("The pipeline has stopped."));
            }

            if (_writers.Count == 0 && Fits(batch))
            {
                Admit(batch);
                return ValueTask.CompletedTask;
            }

            if (cancellation.IsCancellationRequested)
            {
                return ValueTask.FromCanceled(cancellation);
            }

            _blockedSince ??= Now();
            return new ValueTask(WaitAsync(_writers.AddLast(new WaitingWriter(batch, cancellation.CanBeCanceled)), cancellation));
        }
    }

    /// <summary>Puts a batch in if there is room now and nobody waits for it.</summary>
    /// <returns>False when there is none, or the queue was completed; the batch is still the caller's.</returns>
    public bool TryEnqueue(EventBatch batch)
    {
        lock (_gate)
        {
            if (_isCompleted || _writers.Count > 0 || !Fits(batch))
            {
                _blockedSince ??= Now();
                return false;
            }

            Admit(batch);
            return true;
        }
    }

    /// <summary>Waits for a batch.</summary>
    /// <returns>False when the queue is completed and empty.</returns>
    public ValueTask<bool> WaitToDequeueAsync(CancellationToken cancellation) => _batches.Reader.WaitToReadAsync(cancellation);

    /// <summary>Takes the oldest batch, if there is one. It counts until it is released.</summary>
    public bool TryDequeue([NotNullWhen(true)] out EventBatch? batch) => _batches.Reader.TryRead(out batch);

    /// <summary>Makes room: what was taken is not held any more.</summary>
    /// <param name="events">The events of the batch as they were when it was taken.</param>
    /// <param name="bytes">Its <see cref="EventBatch.MemoryBytes"/> as they were then.</param>
    public void Release(int events, long bytes)
    {
        lock (_gate)
        {
            _events -= events;
            _bytes -= bytes;
            while (_writers.First is { } next && Fits(next.Value.Batch))
            {
                _writers.RemoveFirst();
                Admit(next.Value.Batch);
                next.Value.Admitted.SetResult();
                _blockedSince = Now();
            }

            if (_writers.Count == 0)
            {
                _blockedSince = null;
            }
        }
    }

    /// <summary>Lets nothing more in; what is there can still be taken. Writers that wait are refused.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isCompleted = true;
            foreach (WaitingWriter writer in _writers)
            {
                _refused += writer.MayLeave ? 0 : writer.Batch.Count;
                writer.Admitted.TrySetCanceled();
            }

            _writers.Clear();
            _batches.Writer.TryComplete();
        }
    }

    private DateTimeOffset Now() => (clock ?? TimeProvider.System).GetUtcNow();

    private bool Fits(EventBatch batch) =>
        _events == 0 || (_events + batch.Count <= maxEvents && _bytes + batch.MemoryBytes <= maxBytes);

    private void Admit(EventBatch batch)
    {
        _events += batch.Count;
        _bytes += batch.MemoryBytes;
        _batches.Writer.TryWrite(batch);
    }

    private async Task WaitAsync(LinkedListNode<WaitingWriter> writer, CancellationToken cancellation)
    {
        CancellationTokenRegistration registration = cancellation.UnsafeRegister(
            _ =>
            {
                lock (_gate)
                {
                    if (writer.List is not null)
                    {
                        _writers.Remove(writer);
                        writer.Value.Admitted.TrySetCanceled(cancellation);
                    }
                }
            },
            null);
        await using (registration.ConfigureAwait(false))
        {
            await writer.Value.Admitted.Task.ConfigureAwait(false);
        }
    }

    /// <summary>A writer that waits for room.</summary>
    /// <param name="Batch">What it wants to put in.</param>
    /// <param name="MayLeave">Whether it can end its wait by itself, and so knows what to do with the batch then.</param>
    private sealed record WaitingWriter(EventBatch Batch, bool MayLeave)
    {
        public TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
