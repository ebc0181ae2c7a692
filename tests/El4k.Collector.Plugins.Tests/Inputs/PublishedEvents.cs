using System.Collections.Concurrent;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Tests.Inputs;

/// <summary>Stands in for the pipeline behind an input: keeps what is published, and can let inputs wait as a full queue does.</summary>
internal sealed class PublishedEvents(ICodec codec) : InputContext
{
    private readonly EventBatchPool _pool = new(TimeProvider.System);
    private readonly ConcurrentQueue<Event> _events = new();
    private volatile TaskCompletionSource _room = Open();
    private int _waiting;

    /// <summary>Copies of all events published so far, in their order.</summary>
    public IReadOnlyList<Event> Events => [.. _events];

    /// <summary>How many batches were published with events in them.</summary>
    public int Batches { get; private set; }

    /// <summary>How published batches end; null leaves them open, in <see cref="OpenBatches"/>.</summary>
    public BatchOutcome? Outcome { get; set; } = BatchOutcome.Delivered;

    public ConcurrentQueue<EventBatch> OpenBatches { get; } = new();

    /// <summary>How many batches wait for room.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void Fill() => _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void MakeRoom() => _room.TrySetResult();

    public override EventBatch RentBatch() => _pool.Rent();

    public override ICodec CreateCodec() => codec.Clone();

    public override async ValueTask PublishAsync(EventBatch batch, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref _waiting);
        await _room.Task.WaitAsync(cancellation);
        Interlocked.Decrement(ref _waiting);
        Take(batch);
    }

    public override bool TryPublish(EventBatch batch)
    {
        if (!_room.Task.IsCompleted)
        {
            batch.Complete(BatchOutcome.Abandoned);
            return false;
        }

        Take(batch);
        return true;
    }

    /// <summary>Waits until so many events are there.</summary>
    public Task<IReadOnlyList<Event>> WaitForAsync(int count) => Eventually.GetAsync(
        () => _events.Count >= count ? Events : null,
        () => $"{count} events wanted, these came: {string.Join('\n', _events)}");

    /// <summary>The messages of all events published so far.</summary>
    public IEnumerable<object?> Messages => Events.Select(item => item.Get(FieldReference.Message));

    private void Take(EventBatch batch)
    {
        Batches += batch.Count > 0 ? 1 : 0;
        for (var i = 0; i < batch.Count; i++)
        {
            _events.Enqueue(batch[i].Clone());
        }

        if (Outcome is { } outcome)
        {
            batch.Complete(outcome);
        }
        else
        {
            OpenBatches.Enqueue(batch);
        }
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
