using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>A plugin and what it was built with.</summary>
/// <param name="Signature">The plugin with its options as one text.</param>
internal sealed record BuiltPlugin(object Plugin, PluginContext Context, string Signature);
