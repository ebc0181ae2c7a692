using El4k.Collector.Events;
using El4k.Collector.Queue;

namespace El4k.Collector.Pipeline;

/// <summary>Puts the queue's batches together to groups and numbers them in the order in which they came. Safe for all threads.</summary>
/// <remarks>One worker at a time takes, so that a group's number and its batches have the same order; filtering then goes on in parallel.</remarks>
internal sealed class GroupIntake(MemoryQueue queue, EventGroupPool pool, PipelineSettings settings, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _tickets;

    /// <summary>Waits for batches and takes up to <see cref="PipelineSettings.BatchSize"/> events.</summary>
    /// <returns>Null when the queue is completed and empty.</returns>
    /// <exception cref="OperationCanceledException">The time to stop is over; nothing was taken.</exception>
    public async ValueTask<EventGroup?> TakeAsync(CancellationToken giveUp)
    {
        await _turn.WaitAsync(giveUp).ConfigureAwait(false);
        try
        {
            if (!await queue.WaitToDequeueAsync(giveUp).ConfigureAwait(false))
            {
                return null;
            }

            // While inputs wait for room nothing more comes before this group is over.
            EventGroup group = pool.Rent();
            Fill(group);
            if (group.Events.Count < settings.BatchSize && settings.BatchDelay > TimeSpan.Zero && queue.BlockedSince is null)
            {
                // Batches are in hand now: when the time to stop ends, the group still has to come to its end.
                await Task.Delay(settings.BatchDelay, clock, giveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Fill(group);
            }

            group.Ticket = NextTicket();
            return group;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The next number, for a group that did not come from the queue.</summary>
    public long NextTicket() => Interlocked.Increment(ref _tickets);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private void Fill(EventGroup group)
    {
        while (group.Events.Count < settings.BatchSize && queue.TryDequeue(out EventBatch? batch))
        {
            group.Add(batch);
        }
    }
}
