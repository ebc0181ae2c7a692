using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;

namespace El4k.Server.Monitoring;

/// <summary>The sums of a pipeline's counters.</summary>
/// <param name="In">Events that inputs handed to the queue.</param>
/// <param name="Filtered">Events that went through the filters.</param>
/// <param name="Out">Events that outputs delivered; one that two outputs take counts twice.</param>
internal readonly record struct PipelineCounts(long In, long Filtered, long Out)
{
    /// <summary>Milliseconds that inputs waited for room in the queue, all together.</summary>
    public long PushMilliseconds { get; init; }

    /// <summary>Milliseconds that filters and outputs were at work, all together.</summary>
    public long WorkMilliseconds { get; init; }

    public static PipelineCounts Of(PipelineStatus status)
    {
        var inputs = Sum(status, PluginKind.Input);
        var outputs = status.Plugins.Where(plugin => plugin.Kind == PluginKind.Output).ToArray();
        return new PipelineCounts(inputs, Math.Max(0, inputs - status.QueueEvents), outputs.Sum(plugin => plugin.Counters.Out))
        {
            PushMilliseconds = Milliseconds(status, plugin => plugin.Kind == PluginKind.Input),
            WorkMilliseconds = Milliseconds(status, plugin => plugin.Kind != PluginKind.Input),
        };
    }

    private static long Milliseconds(PipelineStatus status, Func<PluginStatus, bool> which) =>
        (long)status.Plugins.Where(which).Sum(plugin => plugin.Counters.Duration.TotalMilliseconds);

    private static long Sum(PipelineStatus status, PluginKind kind) =>
        status.Plugins.Where(plugin => plugin.Kind == kind).Sum(plugin => plugin.Counters.Out);
}
