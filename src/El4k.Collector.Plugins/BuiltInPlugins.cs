using El4k.Collector.Plugins.Filters.Date;
using El4k.Collector.Plugins.Filters.Drop;
using El4k.Collector.Plugins.Filters.Grok;
using El4k.Collector.Plugins.Filters.Mutate;

namespace El4k.Collector.Plugins;

/// <summary>The one list of the plugins that come with EL4K: a line each, by kind and name.</summary>
public static class BuiltInPlugins
{
    /// <summary>A registry with all of them.</summary>
    public static PluginRegistry CreateRegistry()
    {
        var plugins = new PluginRegistry();
        AddInputs(plugins.Inputs);
        AddCodecs(plugins.Codecs);
        AddFilters(plugins.Filters);
        AddOutputs(plugins.Outputs);
        return plugins;
    }

    private static void AddInputs(PluginSet<IInput> inputs)
    {
    }

    private static void AddCodecs(PluginSet<ICodec> codecs)
    {
    }

    private static void AddFilters(PluginSet<IFilter> filters)
    {
        filters.Add<DateFilter, DateOptions>("date");
        filters.Add<DropFilter, DropOptions>("drop");
        filters.Add<GrokFilter, GrokOptions>("grok");
        filters.Add<MutateFilter, MutateOptions>("mutate");
    }

    private static void AddOutputs(PluginSet<IOutput> outputs)
    {
    }
}
