namespace El4k.Collector.Pipeline;

/// <summary>Puts groups back into their order after the filters, before they go to the outbox. Safe for all threads.</summary>
/// <remarks>Every number that was given out comes back once, with a group or without.</remarks>
internal sealed class GroupOrder(IOutbox outbox)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, EventGroup?> _early = [];
    private long _next = 1;

    /// <summary>Hands a group on once all before it are; a group that is early waits here, not its worker.</summary>
    public void Add(EventGroup group) => Add(group.Ticket, group);

    /// <summary>Nothing comes under this number.</summary>
    public void Skip(long ticket) => Add(ticket, null);

    private void Add(long ticket, EventGroup? group)
    {
        lock (_gate)
        {
            if (ticket != _next)
            {
                _early.Add(ticket, group);
                return;
            }

            do
            {
                if (group is not null)
                {
                    outbox.Add(group);
                }

                _next++;
            }
            while (_early.Remove(_next, out group));
        }

        outbox.Wake();
    }
}
