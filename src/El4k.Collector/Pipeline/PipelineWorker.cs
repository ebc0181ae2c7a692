using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;

namespace El4k.Collector.Pipeline;

/// <summary>Takes batches from the queue, filters their events, hands them to the outputs, then completes the batches.</summary>
internal sealed class PipelineWorker(
    PipelineDefinition definition,
    PipelineSettings settings,
    MemoryQueue queue,
    FilterRunner filters,
    OutputRunner outputs,
    TimeProvider clock,
    PluginLog log)
{
    private readonly List<EventBatch> _batches = [];
    private readonly EventList _events = new();

    /// <summary>Works until the queue is completed and empty.</summary>
    /// <param name="giveUp">The time to stop is over: what is in hand is abandoned.</param>
    public async Task RunAsync(CancellationToken giveUp)
    {
        try
        {
            while (await queue.WaitToDequeueAsync(giveUp).ConfigureAwait(false))
            {
                await TryProcessAsync(giveUp).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            // The pipeline abandons what is left in the queue.
        }
    }

    /// <summary>Asks the filters for events that they hold, and delivers those. What fails is logged, and the pipeline goes on.</summary>
    /// <param name="giveUp">The time to stop is over: what is in hand is abandoned.</param>
    public async Task FlushAsync(FlushMode mode, CancellationToken giveUp)
    {
        try
        {
            filters.Run(definition.Filters, _events, mode);
            await outputs.RunAsync(definition.Outputs, _events, giveUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            log.Error($"The time to stop is over: {_events.Count} events that filters held are abandoned.");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The filters have let go of these events, and a repeat would send them through the same filters twice.
            log.Error($"{_events.Count} events that filters held could not be delivered and are lost.", failure);
        }
        finally
        {
            _events.Clear();
        }
    }

    private async ValueTask TryProcessAsync(CancellationToken giveUp)
    {
        try
        {
            await ProcessAsync(giveUp).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            // Filters and outputs that throw are dealt with where they are called; this worker must outlive whatever else is wrong.
            log.Error("A batch could not be processed.", failure);
        }
    }

    private async ValueTask ProcessAsync(CancellationToken giveUp)
    {
        BatchOutcome outcome = BatchOutcome.Abandoned;
        try
        {
            Take();
            if (_events.Count < settings.BatchSize && settings.BatchDelay > TimeSpan.Zero)
            {
                await Task.Delay(settings.BatchDelay, clock, giveUp).ConfigureAwait(false);
                Take();
            }

            filters.Run(definition.Filters, _events);
            await outputs.RunAsync(definition.Outputs, _events, giveUp).ConfigureAwait(false);
            outcome = BatchOutcome.Delivered;
        }
        finally
        {
            _events.Clear();
            CompleteBatches(outcome);
        }
    }

    private void CompleteBatches(BatchOutcome outcome)
    {
        if (outcome == BatchOutcome.Abandoned)
        {
            log.Error($"{_batches.Sum(batch => batch.Count)} events in hand are not known to be delivered and are not acknowledged.");
        }

        foreach (EventBatch batch in _batches)
        {
            BatchEnd.Complete(batch, outcome, log);
        }

        _batches.Clear();
    }

    private void Take()
    {
        while (_events.Count < settings.BatchSize && queue.TryDequeue(out EventBatch? batch))
        {
            _batches.Add(batch);
            foreach (Event one in batch.Events.Span)
            {
                _events.Add(one);
            }
        }
    }
}
