using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>One filter or output as the configuration has it.</summary>
/// <param name="PluginName">The plugin's name.</param>
/// <param name="Plugin">The built plugin.</param>
/// <param name="Context">What it was built with.</param>
/// <param name="Shared">For a filter the options that all filters have; null for an output.</param>
internal sealed record PluginStep<TPlugin>(string PluginName, TPlugin Plugin, PluginContext Context, SharedFilterOptions? Shared) : Step<TPlugin>
    where TPlugin : class;
