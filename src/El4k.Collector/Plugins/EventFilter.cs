using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>A filter that looks at one event at a time.</summary>
public abstract class EventFilter : IFilter
{
    /// <inheritdoc/>
    public void Filter(FilterSelection events)
    {
        ArgumentNullException.ThrowIfNull(events);
        for (int i = 0; i < events.Count; i++)
        {
            if (Filter(events[i]))
            {
                events.Match(i);
            }
        }
    }

    /// <summary>Works on one event. Must not throw for what the event holds: tag it instead.</summary>
    /// <returns>Whether the filter matched, so that its common options run.</returns>
    protected abstract bool Filter(Event target);
}
