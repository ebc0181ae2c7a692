namespace El4k.Collector.Pipeline;

/// <summary>Keeps groups for reuse. Safe for all threads.</summary>
/// <param name="lanes">The number of outputs.</param>
internal sealed class EventGroupPool(int lanes)
{
    private const int MaxPooled = 32;

    private readonly Stack<EventGroup> _free = new(MaxPooled);
    private readonly Lock _gate = new();

    public EventGroup Rent()
    {
        lock (_gate)
        {
            if (_free.TryPop(out EventGroup? group))
            {
                return group;
            }
        }

        return new EventGroup(lanes);
    }

    public void Return(EventGroup group)
    {
        group.Clear();
        lock (_gate)
        {
            if (_free.Count < MaxPooled)
            {
                _free.Push(group);
            }
        }
    }
}
