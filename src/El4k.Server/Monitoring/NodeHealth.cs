using El4k.Collector.Pipeline;

namespace El4k.Server.Monitoring;

/// <summary>Whether the collector lives, and whether it can take events.</summary>
/// <remarks>A target that is away is no reason for either answer: a restart would lose what waits for it. Only when the queue is full because of it, nothing more can be taken.</remarks>
internal sealed class NodeHealth(MonitoredCollector collector)
{
    /// <summary>Why the process should be restarted; null when it lives.</summary>
    public string? WhyDead() =>
        collector.Pipelines().FirstOrDefault(pipeline => pipeline.Completion.IsFaulted) is { } failed ? $"the pipeline {failed.Id} failed" : null;

    /// <summary>Why no events should be sent here; null when it is ready.</summary>
    public string? WhyNotReady()
    {
        if (!collector.IsStarted())
        {
            return "the inputs do not listen yet";
        }

        var now = collector.Time.GetUtcNow();
        foreach (var pipeline in collector.Pipelines())
        {
            if (pipeline.Status is not { } status || status.State is PipelineState.Draining or PipelineState.Stopped)
            {
                return $"the pipeline {pipeline.Id} takes nothing more";
            }

            if (PipelineHealth.WhyBlocked(status, now) is { } blocked)
            {
                var stuck = PipelineHealth.Stuck(status, now).Select(output => output.Id).ToArray();
                return $"pipeline {pipeline.Id}: {blocked}{(stuck.Length > 0 ? $"; nothing is delivered by {string.Join(", ", stuck)}" : "")}";
            }

            if (PipelineHealth.QueueShare(pipeline, status) >= PipelineHealth.QueueMark)
            {
                return $"the queue of the pipeline {pipeline.Id} is full";
            }
        }

        return WhyDead();
    }
}
