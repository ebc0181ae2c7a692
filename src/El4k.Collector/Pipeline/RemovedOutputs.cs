using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>Makes dead letters of events in memory whose outputs the configuration has no more. Safe for all threads.</summary>
/// <param name="deadLetters">Where the events go.</param>
/// <param name="pause">The pause after a dead letter that could not be written.</param>
/// <param name="giveUp">The pipeline's time to stop is over: what is not written then is abandoned.</param>
internal sealed class RemovedOutputs(IDeadLetters deadLetters, TimeSpan pause, TimeProvider clock, PluginLog log, CancellationToken giveUp)
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Ends when everything that was given so far is written or abandoned.</summary>
    public Task Done
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>Writes events; whoever holds them has to hold them until the task ends.</summary>
    /// <param name="before">Dead letters of the same group that an earlier configuration began to write; null when there are none.</param>
    /// <param name="events">The events, with the ids of their outputs.</param>
    /// <returns>How it ended: delivered when each is a dead letter. It never fails.</returns>
    public Task<BatchOutcome> WriteAsync(Task<BatchOutcome>? before, IReadOnlyList<(string Output, ReadOnlyMemory<Event> Events)> events)
    {
        lock (_gate)
        {
            // One after the other: each of many groups would say for itself that a disk is full.
            Task<BatchOutcome> writing = WriteAfterAsync(_last, before, events);
            _last = writing;
            return writing;
        }
    }

    private async Task<BatchOutcome> WriteAfterAsync(Task last, Task<BatchOutcome>? before, IReadOnlyList<(string Output, ReadOnlyMemory<Event> Events)> events)
    {
        // Off the thread of whoever asks, which holds a lock.
        await last.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        BatchOutcome outcome = before is null ? BatchOutcome.Delivered : await before.ConfigureAwait(false);
        foreach ((string output, ReadOnlyMemory<Event> all) in events)
        {
            try
            {
                var context = new PluginContext { Id = output, Log = log, Clock = clock, DeadLetters = deadLetters };
                await new RemovedOutput(output, deadLetters, pause, context).WriteAsync(all, giveUp).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
            {
                log.Error($"The time to stop is over: {all.Length} events for the output {output}, which the configuration has no more, could not all become dead letters.");
                outcome = BatchOutcome.Abandoned;
            }
        }

        return outcome;
    }
}
