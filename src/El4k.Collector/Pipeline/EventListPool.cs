namespace El4k.Collector.Pipeline;

/// <summary>Lists for the arms of branches. Belongs to one worker.</summary>
internal sealed class EventListPool
{
    private readonly Stack<EventList> _free = new();

    public EventList Rent() => _free.TryPop(out EventList? list) ? list : new EventList();

    public void Return(EventList list)
    {
        list.Clear();
        _free.Push(list);
    }
}
