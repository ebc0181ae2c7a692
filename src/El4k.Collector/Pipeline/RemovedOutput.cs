using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>Stands for an output that the configuration had when events were queued and has no more: they become dead letters, with that reason.</summary>
/// <param name="id">Its id.</param>
/// <param name="deadLetters">Where the events go.</param>
/// <param name="pause">The pause after a dead letter that could not be written.</param>
/// <param name="context">Its log and clock.</param>
internal sealed class RemovedOutput(string id, IDeadLetters deadLetters, TimeSpan pause, PluginContext context) : IOutput
{
    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        for (int i = 0; i < events.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            await AddAsync(events.Span[i], cancellation).ConfigureAwait(false);
        }
    }

    private async ValueTask AddAsync(Event one, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await deadLetters.AddAsync(id, one, $"The event was queued for the output {id}, which the configuration has no more.").ConfigureAwait(false);
                return;
            }
            catch (Exception failure)
            {
                // Whatever it is, it is waited for here: left to the lane, the letters before this one would be written again, each time.
                context.Log.Error($"An event for the output {id}, which the configuration has no more, could not be kept as a dead letter; it is tried again.", failure);
                await Task.Delay(pause, context.Clock, cancellation).ConfigureAwait(false);
            }
        }
    }
}
