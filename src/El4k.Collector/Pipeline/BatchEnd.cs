using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>Completes batches for whoever has more to do after it.</summary>
internal static class BatchEnd
{
    /// <summary>Completes the batch; an input that fails to take note of it is logged and stops nothing.</summary>
    public static void Complete(EventBatch batch, BatchOutcome outcome, PluginLog log)
    {
        Acknowledge(batch, outcome, log);
        batch.Complete(outcome);
    }

    /// <summary>Tells the input, and keeps the events; an input that fails to take note of it is logged and stops nothing.</summary>
    public static void Acknowledge(EventBatch batch, BatchOutcome outcome, PluginLog log)
    {
        try
        {
            batch.Acknowledge(outcome);
        }
        catch (AggregateException failure)
        {
            log.Error("An input could not note how a batch ended; it may read these events again.", failure.InnerException);
        }
    }
}
