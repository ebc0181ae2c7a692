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
    public bool TryTake(SqsMessage message, TimeSpan hidden)
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
                    held.State = outcome == BatchOutcome.Delivered ? MessageState.Delivered : MessageState.Abandoned;
                }
            }
        }
    }

    /// <summary>Messages in a state, at most so many.</summary>
    public IReadOnlyList<HeldMessage> Find(MessageState state, int limit)
    {
        lock (_gate)
        {
            return [.. _messages.Values.Where(held => held.State == state).Take(limit)];
        }
    }

    /// <summary>Messages under way that the queue would show again before a time, and may still be asked to hide.</summary>
    /// <param name="hidden">How long they would be hidden anew.</param>
    public IReadOnlyList<HeldMessage> FindExpiring(DateTimeOffset before, TimeSpan hidden)
    {
        var latest = clock.GetUtcNow() + hidden - LongestHidden;
        lock (_gate)
        {
            return [.. _messages.Values.Where(held => held.State != MessageState.Abandoned && held.HiddenUntil <= before && held.Received >= latest)];
        }
    }

    /// <summary>Messages of which the queue will hide none until then; null when there are none under way.</summary>
    public DateTimeOffset? NextExpiry()
    {
        lock (_gate)
        {
            return _messages.Count == 0 ? null : _messages.Values.Min(held => held.HiddenUntil);
        }
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
}
