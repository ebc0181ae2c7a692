using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>Runs events through the filters. Belongs to one worker; the filters are shared.</summary>
internal sealed class FilterRunner(IReadOnlyDictionary<SharedFilterOptions, FilterDecoration> decorations)
{
    private readonly FilterSelection _selection = new();
    private readonly EventListPool _lists = new();

    /// <summary>Runs the events through the steps; cancelled ones are then out of the list, added ones at its end.</summary>
    public void Run(IReadOnlyList<Step<IFilter>> steps, EventList events, FlushMode flush = FlushMode.None)
    {
        foreach (Step<IFilter> step in steps)
        {
            if (step is BranchStep<IFilter> branch)
            {
                RunBranch(branch, events, flush);
            }
            else
            {
                RunFilter((PluginStep<IFilter>)step, events, flush);
            }
        }

        events.RemoveCancelled();
    }

    private void RunBranch(BranchStep<IFilter> branch, EventList events, FlushMode flush)
    {
        EventList[] arms = Branching.Split(branch, events, _lists);
        for (int i = 0; i < arms.Length; i++)
        {
            EventList arm = arms[i];
            int sent = arm.Count;
            if (sent > 0 || flush != FlushMode.None)
            {
                RunArm(branch.Arms[i], arm, events, flush);
            }

            _lists.Return(arm);
        }
    }

    private void RunArm(BranchArm<IFilter> arm, EventList sent, EventList all, FlushMode flush)
    {
        // What an arm adds goes on after the branch; what was sent into it is in the outer list already.
        EventList added = _lists.Rent();
        foreach (Step<IFilter> step in arm.Body)
        {
            int before = sent.Count;
            if (step is BranchStep<IFilter> branch)
            {
                RunBranch(branch, sent, flush);
            }
            else
            {
                RunFilter((PluginStep<IFilter>)step, sent, flush);
            }

            for (int i = before; i < sent.Count; i++)
            {
                added.Add(sent[i]);
            }
        }

        for (int i = 0; i < added.Count; i++)
        {
            all.Add(added[i]);
        }

        _lists.Return(added);
    }

    private void RunFilter(PluginStep<IFilter> step, EventList events, FlushMode flush)
    {
        _selection.Clear();
        for (int i = 0; i < events.Count; i++)
        {
            if (!events[i].IsCancelled)
            {
                _selection.Include(events[i]);
            }
        }

        int received = _selection.Count;
        long start = step.Context.Clock.GetTimestamp();
        try
        {
            if (received > 0)
            {
                step.Plugin.Filter(_selection);
            }

            if (flush != FlushMode.None)
            {
                step.Plugin.Flush(_selection, flush == FlushMode.Final);
            }
        }
        catch (Exception failure)
        {
            Report(step, failure);
        }

        Finish(step, events, received);
        step.Context.Counters.AddDuration(step.Context.Clock.GetElapsedTime(start));
    }

    private void Finish(PluginStep<IFilter> step, EventList events, int received)
    {
        FilterDecoration decoration = decorations[step.Shared!];
        int cancelled = 0;
        for (int i = 0; i < _selection.Count; i++)
        {
            Event one = _selection[i];
            if (one.IsCancelled)
            {
                cancelled++;
            }
            else if (_selection.IsMatched(i))
            {
                Decorate(step, decoration, one);
            }
        }

        foreach (Event added in _selection.Added)
        {
            Decorate(step, decoration, added);
            events.Add(added);
        }

        step.Context.Counters.AddReceived(received);
        step.Context.Counters.AddOut(received - cancelled + _selection.Added.Count);
    }

    private static void Decorate(PluginStep<IFilter> step, FilterDecoration decoration, Event target)
    {
        try
        {
            decoration.Apply(target);
        }
        catch (InvalidFieldException wrong)
        {
            step.Context.Log.Warning(wrong.Message);
            target.Tag($"_{step.PluginName}_optionfailure");
        }
    }

    /// <summary>A filter that throws is broken; its events go on, tagged, rather than being lost.</summary>
    private void Report(PluginStep<IFilter> step, Exception failure)
    {
        step.Context.Log.Error($"The filter {step.PluginName} failed; its events go on with the tag _{step.PluginName}_exception.", failure);
        for (int i = 0; i < _selection.Count; i++)
        {
            _selection[i].Tag($"_{step.PluginName}_exception");
        }
    }
}
