using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>The outputs of a configuration without a pipeline before them: what was refused goes again to the one that it was for.</summary>
/// <remarks>One write at a time. What is refused again the output puts among the dead letters of its configuration's context, with the new reason.</remarks>
public sealed class OutputReplay(PipelineDefinition definition, PipelineSettings settings, TimeProvider clock) : IAsyncDisposable
{
    private readonly EventBatchPool _pool = new(clock);
    private readonly Dictionary<string, PluginStep<IOutput>> _outputs =
        StepTree.Plugins(definition.Outputs).ToDictionary(step => step.Context.Id, StringComparer.Ordinal);

    /// <summary>The ids of the outputs, with their names.</summary>
    public IReadOnlyDictionary<string, string> Outputs => _outputs.ToDictionary(pair => pair.Key, pair => pair.Value.PluginName);

    /// <summary>Starts the outputs.</summary>
    /// <exception cref="PluginStartException">One cannot work.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (PluginStep<IOutput> output in _outputs.Values)
        {
            await output.Plugin.StartAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>An empty batch; complete it to give it back.</summary>
    public EventBatch RentBatch() => _pool.Rent();

    /// <summary>Delivers the events of a batch; an output that throws is tried again.</summary>
    /// <returns>When each event is delivered, or among the dead letters again.</returns>
    /// <exception cref="OperationCanceledException">What was delivered is not known.</exception>
    public async Task WriteAsync(string output, EventBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        PluginStep<IOutput> step = _outputs[output];
        while (true)
        {
            try
            {
                await step.Plugin.WriteAsync(batch.Events, cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && !cancellation.IsCancellationRequested)
            {
                step.Context.Log.Error($"The output {step.PluginName} failed; it is tried again in {settings.RestartDelay.TotalSeconds} s.", failure);
                await Task.Delay(settings.RestartDelay, clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => PluginDisposal.DisposeAsync(definition);
}
