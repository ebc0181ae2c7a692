using El4k.Collector.Plugins;

namespace El4k.Collector.Pipeline;

/// <summary>The lines of the log that tell when a pipeline starts and stops, so that whoever reads it later knows what ran and what became of its events.</summary>
internal sealed class PipelineLife(PipelineSettings settings, PluginLog log)
{
    private int _isStopping;

    /// <summary>Everything listens.</summary>
    public void Started(PipelineStatus status) => log.Info(
        $"The pipeline {settings.PipelineId} has started: inputs {Names(status, PluginKind.Input)}; outputs {Names(status, PluginKind.Output)}; queue {Queue()}.");

    /// <summary>It begins to stop; said once.</summary>
    /// <param name="why">Goes on after "is stopping".</param>
    public void Stopping(string why)
    {
        if (Interlocked.Exchange(ref _isStopping, 1) == 0)
        {
            log.Info($"The pipeline {settings.PipelineId} is stopping, {why}.");
        }
    }

    /// <summary>All is closed.</summary>
    /// <param name="abandoned">Events that are neither delivered nor on disk.</param>
    /// <param name="isReloaded">Whether a reload took place, which begins the counts of what it replaces anew.</param>
    public void Stopped(PipelineStatus status, long abandoned, bool isReloaded)
    {
        string delivered = string.Join(", ", status.Plugins.Where(plugin => plugin.Kind == PluginKind.Output).Select(plugin => $"{plugin.Counters.Out} to {plugin.Id}"));
        long onDisk = settings.QueueType == QueueType.Persisted ? status.QueueEvents : 0;
        string left = (onDisk, abandoned) switch
        {
            (0, 0) => "nothing",
            (_, 0) => $"{onDisk} events in the disk queue",
            (0, _) => $"{abandoned} events that are not acknowledged",
            _ => $"{onDisk} events in the disk queue and {abandoned} that are not acknowledged",
        };
        long received = status.Plugins.Where(plugin => plugin.Kind == PluginKind.Input).Sum(plugin => plugin.Counters.Out);
        string since = isReloaded ? " (without what plugins counted that a reload has replaced)" : "";
        log.Info($"The pipeline {settings.PipelineId} has stopped: received {received} events; delivered {(delivered.Length == 0 ? "none" : delivered)}{since}; left {left}.");
    }

    // The id only where it says more than the name.
    private static string Names(PipelineStatus status, PluginKind kind)
    {
        string names = string.Join(", ", status.Plugins.Where(plugin => plugin.Kind == kind).Select(plugin =>
            plugin.Name + (plugin.Listens is null ? "" : $" {plugin.Listens}") + (plugin.Id == plugin.Name ? "" : $" ({plugin.Id})")));
        return names.Length == 0 ? "none" : names;
    }

    private string Queue() => settings.QueueType == QueueType.Persisted ? $"persisted, {settings.QueueMaxBytes} bytes at most" : "memory";
}
