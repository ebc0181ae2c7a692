using El4k.Collector.Configuration;
using El4k.Collector.Events;

namespace El4k.Collector.Pipeline;

/// <summary>Sends events into the arms of a branch.</summary>
internal static class Branching
{
    /// <summary>Splits events by the first arm whose condition is true; those that fit none are in no list.</summary>
    public static EventList[] Split<TPlugin>(BranchStep<TPlugin> branch, EventList events, EventListPool lists)
        where TPlugin : class
    {
        var arms = new EventList[branch.Arms.Count];
        for (int i = 0; i < arms.Length; i++)
        {
            arms[i] = lists.Rent();
        }

        for (int i = 0; i < events.Count; i++)
        {
            Event one = events[i];
            if (one.IsCancelled)
            {
                continue;
            }

            for (int arm = 0; arm < arms.Length; arm++)
            {
                if (branch.Arms[arm].Condition is not { } condition || condition(one))
                {
                    arms[arm].Add(one);
                    break;
                }
            }
        }

        return arms;
    }
}
