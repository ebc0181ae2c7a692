using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>A plugin and what it was built with.</summary>
internal sealed record BuiltPlugin(object Plugin, PluginContext Context);
