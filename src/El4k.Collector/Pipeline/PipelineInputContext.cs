using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;
using El4k.Collector.Queue;

namespace El4k.Collector.Pipeline;

/// <summary>What an input of a pipeline works with.</summary>
internal sealed class PipelineInputContext(InputStep step, EventBatchPool pool, MemoryQueue queue, IReadOnlyDictionary<string, string> defaultFields) : InputContext
{
    private readonly InputDecoration _decoration = new(step.Shared, defaultFields);

    /// <inheritdoc/>
    public override EventBatch RentBatch() => pool.Rent();

    /// <inheritdoc/>
    public override ICodec CreateCodec() => (step.Context.Codec
        ?? throw new InvalidOperationException($"The input {step.PluginName} is registered without a default codec.")).Clone();

    /// <inheritdoc/>
    public override async ValueTask PublishAsync(EventBatch batch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (IsEmpty(batch))
        {
            return;
        }

        _decoration.Apply(batch);
        int count = batch.Count;
        CountReceived(batch);
        try
        {
            ValueTask pushing = queue.EnqueueAsync(batch, cancellation);
            if (!pushing.IsCompletedSuccessfully)
            {
                long start = step.Context.Clock.GetTimestamp();
                await pushing.ConfigureAwait(false);
                step.Context.Counters.AddDuration(step.Context.Clock.GetElapsedTime(start));
            }
        }
        catch (OperationCanceledException)
        {
            step.Context.Log.Error($"{count} events still waited for room in the queue at the stop; they are abandoned and not acknowledged.");
            BatchEnd.Complete(batch, BatchOutcome.Abandoned, step.Context.Log);
            throw;
        }

        step.Context.Counters.AddOut(count);
    }

    /// <inheritdoc/>
    public override bool TryPublish(EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (IsEmpty(batch))
        {
            return true;
        }

        _decoration.Apply(batch);

        // Counted before: once it is in the queue a worker may already have emptied it.
        int count = batch.Count;
        CountReceived(batch);
        if (!queue.TryEnqueue(batch))
        {
            step.Context.Counters.AddDropped(count);
            BatchEnd.Complete(batch, BatchOutcome.Abandoned, step.Context.Log);
            return false;
        }

        step.Context.Counters.AddOut(count);
        return true;
    }

    private bool IsEmpty(EventBatch batch)
    {
        if (batch.Count > 0)
        {
            return false;
        }

        BatchEnd.Complete(batch, BatchOutcome.Delivered, step.Context.Log);
        return true;
    }

    private void CountReceived(EventBatch batch)
    {
        PluginCounters counters = step.Context.Counters;
        counters.AddReceived(batch.Count);
        counters.AddParseFailures(batch.ParseFailures);
        counters.SawEvent(Timestamp.Now(step.Context.Clock), batch[batch.Count - 1].Timestamp);
    }
}
