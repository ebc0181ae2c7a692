using El4k.Collector.Events;

namespace El4k.Collector.Pipeline;

/// <summary>Groups in memory that wait for one output. Added to by one thread at a time, taken from by the lane.</summary>
/// <param name="lane">The output's number.</param>
/// <param name="ended">Told of a group that every lane is done with.</param>
internal sealed class MemoryLaneSource(int lane, PipelineSettings settings, Action<EventGroup, BatchOutcome> ended) : ILaneSource
{
    private readonly Lock _gate = new();
    private readonly Queue<EventGroup> _waiting = new();
    private readonly List<EventGroup> _taken = [];
    private readonly EventList _merged = new();
    private long _events;
    private long _bytes;

    /// <summary>Events that wait, or are being written.</summary>
    public long Events => Interlocked.Read(ref _events);

    /// <summary>About how many bytes of text these have, with those of their groups that other outputs get.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Puts a group at the end.</summary>
    public void Add(EventGroup group)
    {
        Interlocked.Add(ref _events, group.RouteOf(lane).Count);
        Interlocked.Add(ref _bytes, group.TextBytes);
        lock (_gate)
        {
            _waiting.Enqueue(group);
        }
    }

    /// <inheritdoc/>
    public bool TryTake(out ReadOnlyMemory<Event> events)
    {
        events = default;
        lock (_gate)
        {
            int count = 0;
            long bytes = 0;
            while (_waiting.TryPeek(out EventGroup? next))
            {
                count += next.RouteOf(lane).Count;
                bytes += next.TextBytes;
                if (_taken.Count > 0 && (count > settings.OutputBatchEvents || bytes > settings.OutputBatchBytes))
                {
                    break;
                }

                _taken.Add(_waiting.Dequeue());
            }
        }

        if (_taken.Count == 0)
        {
            return false;
        }

        events = Merge();
        return true;
    }

    /// <inheritdoc/>
    public void Complete(BatchOutcome outcome)
    {
        _merged.Clear();
        foreach (EventGroup group in _taken)
        {
            Interlocked.Add(ref _events, -group.RouteOf(lane).Count);
            Interlocked.Add(ref _bytes, -group.TextBytes);
            if (group.CloseLane(lane, outcome, out BatchOutcome whole))
            {
                ended(group, whole);
            }
        }

        _taken.Clear();
    }

    private ReadOnlyMemory<Event> Merge()
    {
        if (_taken.Count == 1)
        {
            return _taken[0].RouteOf(lane).Memory;
        }

        _merged.Clear();
        foreach (EventGroup group in _taken)
        {
            _merged.Add(group.RouteOf(lane));
        }

        return _merged.Memory;
    }
}
