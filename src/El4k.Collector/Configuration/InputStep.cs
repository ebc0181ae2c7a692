using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>One input as the configuration has it.</summary>
internal sealed record InputStep(string PluginName, IInput Plugin, PluginContext Context, SharedInputOptions Shared);
