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
        int count = batch.Count;
        if (count == 0)
        {
            BatchEnd.Complete(batch, BatchOutcome.Delivered, step.Context.Log);
            return;
        }

        _decoration.Apply(batch);
        PluginCounters counters = step.Context.Counters;
        counters.AddReceived(count);
        counters.AddParseFailures(batch.ParseFailures);
        counters.SawEvent(Timestamp.Now(step.Context.Clock), batch[count - 1].Timestamp);
        try
        {
            await queue.EnqueueAsync(batch, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            step.Context.Log.Error($"{count} events still waited for room in the queue at the stop; they are abandoned and not acknowledged.");
            BatchEnd.Complete(batch, BatchOutcome.Abandoned, step.Context.Log);
            throw;
        }

        counters.AddOut(count);
    }
}
