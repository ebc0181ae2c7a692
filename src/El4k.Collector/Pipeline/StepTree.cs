using El4k.Collector.Configuration;

namespace El4k.Collector.Pipeline;

/// <summary>Walks steps and the branches in them.</summary>
internal static class StepTree
{
    /// <summary>All plugins, in the order of the configuration.</summary>
    public static IEnumerable<PluginStep<TPlugin>> Plugins<TPlugin>(IReadOnlyList<Step<TPlugin>> steps)
        where TPlugin : class
    {
        foreach (Step<TPlugin> step in steps)
        {
            if (step is PluginStep<TPlugin> plugin)
            {
                yield return plugin;
                continue;
            }

            foreach (BranchArm<TPlugin> arm in ((BranchStep<TPlugin>)step).Arms)
            {
                foreach (PluginStep<TPlugin> inner in Plugins(arm.Body))
                {
                    yield return inner;
                }
            }
        }
    }
}
