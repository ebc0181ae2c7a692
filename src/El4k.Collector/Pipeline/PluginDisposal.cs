using El4k.Collector.Configuration;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>Closes plugins; one that fails to is logged and stops nothing.</summary>
internal static class PluginDisposal
{
    /// <summary>Closes all plugins of a configuration: inputs, filters, outputs.</summary>
    public static async ValueTask DisposeAsync(PipelineDefinition definition)
    {
        foreach (InputStep step in definition.Inputs)
        {
            await DisposeAsync(step.Plugin, step.Context.Log).ConfigureAwait(false);
        }

        foreach (PluginStep<IFilter> step in StepTree.Plugins(definition.Filters))
        {
            await DisposeAsync(step.Plugin, step.Context.Log).ConfigureAwait(false);
        }

        foreach (PluginStep<IOutput> step in StepTree.Plugins(definition.Outputs))
        {
            await DisposeAsync(step.Plugin, step.Context.Log).ConfigureAwait(false);
        }
    }

    /// <summary>Closes one plugin.</summary>
    public static async ValueTask DisposeAsync(object plugin, PluginLog log)
    {
        try
        {
            if (plugin is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else if (plugin is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.Warning("Closing the plugin failed.", failure);
        }
    }
}
