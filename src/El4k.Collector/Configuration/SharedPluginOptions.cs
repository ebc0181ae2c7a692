using El4k.Collector.Plugins;

namespace El4k.Collector.Configuration;

/// <summary>The options that every plugin has.</summary>
[IgnoredOptions("enable_metric", "workers")]
internal record SharedPluginOptions
{
    /// <summary>The plugin's name in counters and logs.</summary>
    [Option("id")]
    public string? Id { get; init; }

    /// <summary>Only the field layout of Logstash 7 is there.</summary>
    [Option("ecs_compatibility", NotYet = ["v1", "v8"])]
    public string EcsCompatibility { get; init; } = "disabled";
}
