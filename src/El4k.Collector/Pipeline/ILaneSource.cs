using El4k.Collector.Events;

namespace El4k.Collector.Pipeline;

/// <summary>What an output's lane takes its events from. Used by its lane only, one call at a time.</summary>
internal interface ILaneSource
{
    /// <summary>Takes the next events in their order; they are valid until <see cref="Complete"/>.</summary>
    /// <returns>False when there are none now.</returns>
    bool TryTake(out ReadOnlyMemory<Event> events);

    /// <summary>Ends what was taken last.</summary>
    void Complete(BatchOutcome outcome);
}
