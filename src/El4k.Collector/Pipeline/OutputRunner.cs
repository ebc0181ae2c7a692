using El4k.Collector.Configuration;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>Hands events to the outputs, one after the other. Belongs to one worker; the outputs are shared.</summary>
internal sealed class OutputRunner(PipelineSettings settings, TimeProvider clock)
{
    private readonly EventListPool _lists = new();

    /// <summary>Returns when every output has delivered or dead-lettered every event.</summary>
    /// <exception cref="OperationCanceledException">The time to stop is over; what was delivered is not known.</exception>
    public async ValueTask RunAsync(IReadOnlyList<Step<IOutput>> steps, EventList events, CancellationToken cancellation)
    {
        foreach (Step<IOutput> step in steps)
        {
            if (events.Count == 0)
            {
                return;
            }

            if (step is PluginStep<IOutput> output)
            {
                await WriteAsync(output, events, cancellation).ConfigureAwait(false);
                continue;
            }

            var branch = (BranchStep<IOutput>)step;
            EventList[] arms = Branching.Split(branch, events, _lists);
            for (int i = 0; i < arms.Length; i++)
            {
                await RunAsync(branch.Arms[i].Body, arms[i], cancellation).ConfigureAwait(false);
                _lists.Return(arms[i]);
            }
        }
    }

    private async ValueTask WriteAsync(PluginStep<IOutput> step, EventList events, CancellationToken cancellation)
    {
        PluginCounters counters = step.Context.Counters;
        counters.AddReceived(events.Count);
        while (true)
        {
            try
            {
                await step.Plugin.WriteAsync(events.Memory, cancellation).ConfigureAwait(false);
                counters.AddOut(events.Count);
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && !cancellation.IsCancellationRequested)
            {
                // An output that throws has not said what it delivered: a repeat may double events, giving up would lose them.
                step.Context.Log.Error($"The output {step.PluginName} failed; it is tried again in {settings.RestartDelay.TotalSeconds} s.", failure);
                await Task.Delay(settings.RestartDelay, clock, cancellation).ConfigureAwait(false);
            }
        }
    }
}
