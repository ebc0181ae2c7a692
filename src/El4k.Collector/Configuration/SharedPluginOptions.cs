using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>The options that every plugin has.</summary>
[IgnoredOptions("enable_metric", "workers")]
internal record SharedPluginOptions
{
    /// <summary>The plugin's name in counters and logs.</summary>
    [Option("id")]
    public string? Id { get; init; }

    /// <summary>Which names the plugin gives its fields; what holds for the whole pipeline when not given.</summary>
    [Option("ecs_compatibility")]
    public EcsCompatibility? EcsCompatibility { get; init; }
}
