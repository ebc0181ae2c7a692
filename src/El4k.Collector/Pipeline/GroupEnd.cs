using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;

namespace El4k.Collector.Pipeline;

/// <summary>Ends groups: acknowledges their batches, makes room in the queue, tells who waits. Safe for all threads.</summary>
internal sealed class GroupEnd(MemoryQueue queue, EventGroupPool pool, PluginLog log)
{
    private long _abandoned;

    /// <summary>Events of inputs that were abandoned.</summary>
    public long Abandoned => Interlocked.Read(ref _abandoned);

    /// <summary>Ends the group, which must not be used after this.</summary>
    public void Complete(EventGroup group, BatchOutcome outcome)
    {
        if (outcome == BatchOutcome.Abandoned)
        {
            Interlocked.Add(ref _abandoned, group.HeldEvents);
        }

        foreach (EventBatch batch in group.Batches)
        {
            Complete(batch, outcome);
        }

        (int events, long bytes, TaskCompletionSource<BatchOutcome>? ended) = (group.HeldEvents, group.HeldBytes, group.Ended);
        pool.Return(group);
        queue.Release(events, bytes);
        ended?.SetResult(outcome);
    }

    /// <summary>Ends one batch; an input that fails to take note of it is logged and stops nothing.</summary>
    public void Complete(EventBatch batch, BatchOutcome outcome) => BatchEnd.Complete(batch, outcome, log);
}
