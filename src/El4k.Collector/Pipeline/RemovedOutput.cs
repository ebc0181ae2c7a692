using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>Stands for an output that the configuration had when events were queued and has no more: they become dead letters, with that reason.</summary>
internal sealed class RemovedOutput(string id, IDeadLetters deadLetters) : IOutput
{
    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<Event> events, CancellationToken cancellation)
    {
        for (int i = 0; i < events.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            await deadLetters.AddAsync(id, events.Span[i], $"The event was queued for the output {id}, which the configuration has no more.").ConfigureAwait(false);
        }
    }
}
