using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Outputs.Null;

/// <summary>Takes events and does nothing with them.</summary>
internal sealed class NullOutput : IOutput
{
    /// <summary>Makes the output; it has nothing to set.</summary>
    public NullOutput(NoOptions options, PluginContext context)
    {
        _ = options;
        _ = context;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation) => ValueTask.CompletedTask;
}
