using El4k.Collector.Pipeline;
using El4k.Server.Collecting;

namespace El4k.Server.Monitoring;

/// <summary>Whether the collector lives, and whether it can take events.</summary>
/// <remarks>A target that is away is no reason for either answer: a restart would lose what waits for it. Only when the queue is full because of it, nothing more can be taken.</remarks>
internal sealed class NodeHealth(MonitoredCollector collector)
{
    /// <summary>The part of the queue above which no more senders should come.</summary>
    public const double QueueMark = 0.95;

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

        foreach (var pipeline in collector.Pipelines())
        {
            if (pipeline.Status is not { } status || status.State is PipelineState.Draining or PipelineState.Stopped)
            {
                return $"the pipeline {pipeline.Id} takes nothing more";
            }

            if (QueueShare(pipeline, status) >= QueueMark)
            {
                return $"the queue of the pipeline {pipeline.Id} is full";
            }
        }

        return WhyDead();
    }

    /// <summary>How full the queue is, from 0 to 1.</summary>
    public static double QueueShare(RunningPipeline pipeline, PipelineStatus status) => status.Queue.MaxBytes > 0
        ? (double)status.QueueBytes / status.Queue.MaxBytes
        : Math.Max((double)status.QueueEvents / pipeline.Run.QueueEvents, (double)status.QueueBytes / pipeline.Run.QueueBytes);
}
