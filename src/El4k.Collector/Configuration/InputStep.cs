using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>One input as the configuration has it.</summary>
/// <param name="Signature">The input with its options as one text: an input with the same text goes on over a reload.</param>
internal sealed record InputStep(string PluginName, IInput Plugin, PluginContext Context, SharedInputOptions Shared, string Signature);
