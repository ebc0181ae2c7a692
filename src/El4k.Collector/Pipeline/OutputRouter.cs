using El4k.Collector.Configuration;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>Decides which outputs get which events: the output section, walked once after the filters. Belongs to one worker.</summary>
internal sealed class OutputRouter(IReadOnlyList<Step<IOutput>> steps)
{
    private readonly EventListPool _lists = new();

    /// <summary>Tells the group what each output gets. Outputs are numbered as the configuration has them, those in branches included.</summary>
    public void Route(EventGroup group)
    {
        int lane = 0;
        Route(steps, group.Events, group, ref lane);
    }

    private void Route(IReadOnlyList<Step<IOutput>> body, EventList events, EventGroup group, ref int lane)
    {
        foreach (Step<IOutput> step in body)
        {
            if (step is not BranchStep<IOutput> branch)
            {
                group.Route(lane++, events);
                continue;
            }

            EventList[] arms = Branching.Split(branch, events, _lists);
            for (int i = 0; i < arms.Length; i++)
            {
                Route(branch.Arms[i].Body, arms[i], group, ref lane);
                _lists.Return(arms[i]);
            }
        }
    }
}
