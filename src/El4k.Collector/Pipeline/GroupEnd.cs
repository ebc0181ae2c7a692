using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;

namespace El4k.Collector.Pipeline;

/// <summary>Ends groups: acknowledges their batches, makes room in the queue, tells who waits. Safe for all threads.</summary>
internal sealed class GroupEnd(MemoryQueue queue, EventGroupPool pool, PluginLog log)
{
    private long _abandoned;

    /// <summary>Events that were abandoned: of inputs, or that filters held.</summary>
    public long Abandoned => Interlocked.Read(ref _abandoned);

    /// <summary>Ends the group, which must not be used after this.</summary>
    public void Complete(EventGroup group, BatchOutcome outcome)
    {
        Acknowledge(group, outcome);
        Return(group);
    }

    /// <summary>Ends the group once what of it becomes dead letters is written: delivered only if that is too.</summary>
    public async ValueTask CompleteAsync(EventGroup group, BatchOutcome outcome)
    {
        if (group.DeadLetters is { } letters && await letters.ConfigureAwait(false) == BatchOutcome.Abandoned)
        {
            outcome = BatchOutcome.Abandoned;
        }

        Complete(group, outcome);
    }

    /// <summary>Acknowledges the group's batches and makes room for others; its events may still be used.</summary>
    public void Acknowledge(EventGroup group, BatchOutcome outcome)
    {
        if (outcome == BatchOutcome.Abandoned)
        {
            Interlocked.Add(ref _abandoned, group.Batches.Count > 0 ? group.HeldEvents : group.Events.Count);
        }

        foreach (EventBatch batch in group.Batches)
        {
            BatchEnd.Acknowledge(batch, outcome, log);
        }

        queue.Release(group.HeldEvents, group.HeldBytes);
        group.Ended?.SetResult(outcome);
    }

    /// <summary>Takes back an acknowledged group, which must not be used after this.</summary>
    public void Return(EventGroup group)
    {
        foreach (EventBatch batch in group.Batches)
        {
            batch.Complete(BatchOutcome.Delivered);
        }

        pool.Return(group);
    }
}
