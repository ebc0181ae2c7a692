using El4k.Collector.Events;
using El4k.Collector.Queue.Disk;

namespace El4k.Collector.Pipeline;

/// <summary>Events that pass the filters together: the batches they came in, and which of them each output gets.</summary>
/// <remarks>Belongs to one worker until it is in the outbox; then each lane reads its own list, and the last one that is done ends the group.</remarks>
internal sealed class EventGroup
{
    private readonly EventList[] _own;
    private readonly EventList[] _routes;
    private readonly bool[] _undelivered;
    private int _openLanes;
    private int _abandonedLanes;
    private int _holders;

    /// <param name="lanes">The number of outputs.</param>
    public EventGroup(int lanes)
    {
        _own = [.. Enumerable.Range(0, lanes).Select(_ => new EventList())];
        _routes = [.. _own];
        _undelivered = new bool[lanes];
    }

    /// <summary>The batches that the events came in; empty for events that filters held.</summary>
    public List<EventBatch> Batches { get; } = [];

    /// <summary>All events, in their order.</summary>
    public EventList Events { get; } = new();

    /// <summary>The group's place in the order.</summary>
    public long Ticket { get; set; }

    /// <summary>Events that the batches count for in the queue's bound.</summary>
    public int HeldEvents { get; private set; }

    /// <summary>Bytes that the batches count for in the queue's bound.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>About how many bytes of text the events have.</summary>
    public long TextBytes { get; private set; }

    /// <summary>The events as the disk queue writes them; null in memory.</summary>
    public Frame? Frame { get; set; }

    /// <summary>Told how the group ended; null when nobody waits for it.</summary>
    public TaskCompletionSource<BatchOutcome>? Ended { get; set; }

    /// <summary>Ends when what outputs of an earlier configuration have not delivered is among the dead letters; null when there is nothing such. The group must not end before.</summary>
    public Task<BatchOutcome>? DeadLetters { get; set; }

    /// <summary>Whether some output gets an event.</summary>
    public bool IsRouted => Array.Exists(_routes, route => route.Count > 0);

    /// <summary>Takes a batch in.</summary>
    public void Add(EventBatch batch)
    {
        Batches.Add(batch);
        HeldEvents += batch.Count;
        HeldBytes += batch.MemoryBytes;
        TextBytes += batch.Bytes;
        foreach (Event one in batch.Events.Span)
        {
            Events.Add(one);
        }
    }

    /// <summary>Says which events an output gets: all of them, or a part, which is copied.</summary>
    public void Route(int lane, EventList events)
    {
        if (ReferenceEquals(events, Events))
        {
            _routes[lane] = events;
            return;
        }

        _own[lane].Add(events);
        _routes[lane] = _own[lane];
    }

    /// <summary>The events that an output gets.</summary>
    public EventList RouteOf(int lane) => _routes[lane];

    /// <summary>Before the group is shown to lanes: how many of them have to be done with it.</summary>
    public void OpenFor(int lanes) => _openLanes = lanes;

    /// <summary>Whether a lane is done with the group without having delivered its events.</summary>
    public bool IsUndelivered(int lane) => _undelivered[lane];

    /// <summary>Takes over what another group has not delivered, with its batches. The other one must not end them.</summary>
    /// <param name="other">A group that every lane of the stage before is done with.</param>
    /// <param name="laneOf">For each lane of that stage the lane here; -1 for an output that is not there any more.</param>
    public void TakeOver(EventGroup other, IReadOnlyList<int> laneOf)
    {
        Batches.AddRange(other.Batches);
        Events.Add(other.Events);
        DeadLetters = other.DeadLetters;
        (HeldEvents, HeldBytes, TextBytes) = (other.HeldEvents, other.HeldBytes, other.TextBytes);
        for (int lane = 0; lane < laneOf.Count; lane++)
        {
            if (other.IsUndelivered(lane) && laneOf[lane] >= 0)
            {
                Route(laneOf[lane], other.RouteOf(lane));
            }
        }
    }

    /// <summary>Notes that a lane is done.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="outcome">How it ended there.</param>
    /// <param name="whole">How it ended everywhere, when the answer is true.</param>
    /// <returns>Whether it was the last lane.</returns>
    public bool CloseLane(int lane, BatchOutcome outcome, out BatchOutcome whole)
    {
        if (outcome == BatchOutcome.Abandoned)
        {
            _undelivered[lane] = true;
            Interlocked.Increment(ref _abandonedLanes);
        }

        bool isLast = Interlocked.Decrement(ref _openLanes) == 0;
        whole = Volatile.Read(ref _abandonedLanes) == 0 ? BatchOutcome.Delivered : BatchOutcome.Abandoned;
        return isLast;
    }

    /// <summary>Notes that several lanes may read the events at the same time.</summary>
    public void Share()
    {
        foreach (Event one in Events.Memory.Span)
        {
            one.IsShared = true;
        }
    }

    /// <summary>Notes one more who uses the events.</summary>
    public void Hold() => Interlocked.Increment(ref _holders);

    /// <summary>Notes that one who used the events does not any more.</summary>
    /// <returns>Whether it was the last.</returns>
    public bool LetGo() => Interlocked.Decrement(ref _holders) == 0;

    /// <summary>Forgets everything, for the next use.</summary>
    public void Clear()
    {
        Batches.Clear();
        Events.Clear();
        foreach (EventList list in _own)
        {
            list.Clear();
        }

        _own.CopyTo(_routes, 0);
        Array.Clear(_undelivered);
        HeldEvents = 0;
        HeldBytes = 0;
        TextBytes = 0;
        Ended = null;
        DeadLetters = null;
        _openLanes = 0;
        _abandonedLanes = 0;
    }
}
