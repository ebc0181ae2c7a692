using El4k.Collector.Plugins;
using El4k.Server.Collecting;
using El4k.Server.Logging;
using El4k.Server.Settings;

namespace El4k.Server.Monitoring;

/// <summary>What the API tells about.</summary>
/// <param name="Pipelines">The pipelines as they are at the moment.</param>
/// <param name="IsStarted">Whether every input listens.</param>
/// <param name="Address">Where the API answers.</param>
internal sealed record MonitoredCollector(
    NodeIdentity Identity,
    SettingValues Settings,
    PluginRegistry Registry,
    LogLevels Levels,
    TimeProvider Time,
    Func<IReadOnlyList<RunningPipeline>> Pipelines,
    Func<bool> IsStarted,
    Func<Uri> Address);
