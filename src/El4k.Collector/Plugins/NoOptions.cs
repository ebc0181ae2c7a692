namespace El4k.Collector.Plugins;

/// <summary>The options of a plugin that has none of its own.</summary>
public sealed record NoOptions;
