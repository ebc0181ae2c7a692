using El4k.Aws.Sqs;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Sqs;

/// <summary>All messages that were received and are not deleted or given back yet. Safe for all threads; it asks nothing over the network.</summary>
internal sealed class MessageLedger(TimeProvider clock)
{
    /// <summary>The queue service hides a message for at most this long after its receipt, however often it is asked.</summary>
    public static readonly TimeSpan LongestHidden = TimeSpan.FromHours(12);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, HeldMessage> _messages = new(StringComparer.Ordinal);
    private readonly Queue<HeldMessage> _delivered = new();
    private readonly Queue<HeldMessage> _abandoned = new();

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>Takes a message up.</summary>
    /// <param name="hidden">How long the queue hides it from now.</param>
    /// <returns>False when it is held already: the queue gave it out once more, and its events must not go on their way twice.</returns>
    public bool TryAdd(SqsMessage message, TimeSpan hidden)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_messages.TryGetValue(message.Id, out var held))
            {
                held.Handle = message.ReceiptHandle;
                held.HiddenUntil = now + hidden;
                return false;
            }

            _messages[message.Id] = new HeldMessage(message.Id, now) { Handle = message.ReceiptHandle, HiddenUntil = now + hidden };
            return true;
        }
    }

    /// <summary>Notes how the events of messages ended.</summary>
    public void End(IReadOnlyList<string> ids, BatchOutcome outcome)
    {
        lock (_gate)
        {
            foreach (var id in ids)
            {
                if (_messages.TryGetValue(id, out var held))
                {
                    End(held, outcome);
                }
            }
        }
    }

    /// <summary>Notes that nobody will say any more what became of those under way.</summary>
    public void AbandonRest()
    {
        lock (_gate)
        {
            foreach (var held in _messages.Values)
            {
                End(held, BatchOutcome.Abandoned);
            }
        }
    }

    /// <summary>Hands out messages that ended in this way, at most so many; each is to be removed or returned.</summary>
    public IReadOnlyList<HeldMessage> Take(BatchOutcome outcome, int limit)
    {
        var taken = new List<HeldMessage>();
        lock (_gate)
        {
            var queue = outcome == BatchOutcome.Delivered ? _delivered : _abandoned;
            while (taken.Count < limit && queue.TryDequeue(out var held))
            {
                taken.Add(held);
            }
        }

        return taken;
    }

    /// <summary>Takes back what was handed out and not dealt with.</summary>
    public void Return(IEnumerable<HeldMessage> taken)
    {
        lock (_gate)
        {
            foreach (var held in taken)
            {
                (held.State == MessageState.Delivered ? _delivered : _abandoned).Enqueue(held);
            }
        }
    }

    /// <summary>Messages that the queue would show again before a time, and may still be asked to hide.</summary>
    /// <param name="hidden">How long they would be hidden anew.</param>
    /// <param name="next">When the first of the others, or of those that come from now on, is half through its time.</param>
    public IReadOnlyList<HeldMessage> FindExpiring(TimeSpan hidden, out DateTimeOffset next)
    {
        var now = clock.GetUtcNow();
        next = now + (hidden / 2);
        var expiring = new List<HeldMessage>();
        lock (_gate)
        {
            foreach (var held in _messages.Values)
            {
                var due = held.HiddenUntil - (hidden / 2);
                if (held.State == MessageState.Abandoned || held.Received + LongestHidden < now + hidden)
                {
                    continue;
                }

                if (due <= now)
                {
                    expiring.Add(held);
                }
                else if (due < next)
                {
                    next = due;
                }
            }
        }

        return expiring;
    }

    /// <summary>Notes until when a message is hidden now.</summary>
    public void Extend(HeldMessage held, DateTimeOffset until)
    {
        lock (_gate)
        {
            held.HiddenUntil = until;
        }
    }

    /// <summary>Forgets a message.</summary>
    public void Remove(HeldMessage held)
    {
        lock (_gate)
        {
            _messages.Remove(held.Id);
        }
    }

    private void End(HeldMessage held, BatchOutcome outcome)
    {
        if (held.State == MessageState.UnderWay)
        {
            held.State = outcome == BatchOutcome.Delivered ? MessageState.Delivered : MessageState.Abandoned;
            (outcome == BatchOutcome.Delivered ? _delivered : _abandoned).Enqueue(held);
        }
    }
}
