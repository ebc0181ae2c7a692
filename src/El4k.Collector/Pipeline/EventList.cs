using El4k.Collector.Events;

namespace El4k.Collector.Pipeline;

/// <summary>A growing list of events whose memory an output can be given. Belongs to one worker and is used again and again.</summary>
internal sealed class EventList
{
    private Event[] _events = new Event[256];

    public int Count { get; private set; }

    public ReadOnlyMemory<Event> Memory => _events.AsMemory(0, Count);

    public Event this[int index] => _events[index];

    public void Add(Event added)
    {
        if (Count == _events.Length)
        {
            Array.Resize(ref _events, Count * 2);
        }

        _events[Count++] = added;
    }

    public void Add(EventList others)
    {
        if (Count + others.Count > _events.Length)
        {
            Array.Resize(ref _events, Math.Max(Count + others.Count, _events.Length * 2));
        }

        Array.Copy(others._events, 0, _events, Count, others.Count);
        Count += others.Count;
    }

    public void Clear()
    {
        Array.Clear(_events, 0, Count);
        Count = 0;
    }

    /// <summary>Closes the gaps that cancelled events leave.</summary>
    public void RemoveCancelled()
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (!_events[i].IsCancelled)
            {
                _events[kept++] = _events[i];
            }
        }

        Array.Clear(_events, kept, Count - kept);
        Count = kept;
    }
}
