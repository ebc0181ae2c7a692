using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>The events one filter works on: those of a batch that its conditions let through. Belongs to one worker.</summary>
public sealed class FilterSelection
{
    private readonly List<Event> _events = [];
    private readonly List<bool> _matched = [];
    private readonly List<Event> _added = [];

    /// <summary>The number of events.</summary>
    public int Count => _events.Count;

    /// <summary>Events that filters added, in order; they go on after this filter, each behind the selection.</summary>
    public IReadOnlyList<Event> Added => _added;

    /// <summary>The event in this place.</summary>
    public Event this[int index] => _events[index];

    /// <summary>Puts an event into the selection.</summary>
    public void Include(Event selected)
    {
        _events.Add(selected);
        _matched.Add(false);
    }

    /// <summary>Marks an event as matched: only then do <c>add_field</c>, <c>remove_field</c>, <c>add_tag</c> and <c>remove_tag</c> run for it.</summary>
    public void Match(int index) => _matched[index] = true;

    /// <summary>Whether the event was marked as matched.</summary>
    public bool IsMatched(int index) => _matched[index];

    /// <summary>Adds a new event, made by <see cref="Event.Clone"/> or <see cref="Event.Create"/>; it counts as matched.</summary>
    public void Add(Event added) => _added.Add(added);

    /// <summary>Empties the selection for its next use.</summary>
    public void Clear()
    {
        _events.Clear();
        _matched.Clear();
        _added.Clear();
    }
}
