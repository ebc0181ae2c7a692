using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>Where events go that an output's target refuses for good. Safe for all threads.</summary>
public interface IDeadLetters
{
    /// <summary>Keeps a copy of the event with the reason; when the task ends the event counts as dealt with.</summary>
    /// <param name="pluginId">The output that gave up.</param>
    /// <param name="refused">The event as it was to be delivered.</param>
    /// <param name="reason">Why, as the target said it.</param>
    ValueTask AddAsync(string pluginId, Event refused, string reason);
}
