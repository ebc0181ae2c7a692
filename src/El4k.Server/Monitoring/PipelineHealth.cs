using System.Globalization;
using El4k.Collector.Pipeline;
using El4k.Server.Collecting;

namespace El4k.Server.Monitoring;

/// <summary>What is wrong with a pipeline.</summary>
/// <remarks>
/// An output without success is first a matter for whoever watches: events wait for it, and are late. Only when inputs stand still because of it, the pipeline does not do its work
/// any more, and no more senders should come.
/// </remarks>
internal static class PipelineHealth
{
    /// <summary>The part of the queue above which no more senders should come.</summary>
    public const double QueueMark = 0.95;

    /// <summary>How long an output may deliver nothing, or inputs may stand still, before that is more than a slow moment.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Everything that is wrong; empty when it is healthy.</summary>
    public static IReadOnlyList<HealthFinding> Judge(RunningPipeline pipeline, DateTimeOffset now)
    {
        if (pipeline.Status is not { } status || status.State == PipelineState.Created)
        {
            return [new("unknown", "loading", "the pipeline is starting", "ask again in a moment", "the pipeline takes no events yet")];
        }

        if (pipeline.Completion.IsFaulted)
        {
            return [new("red", "terminated", "the pipeline has failed", "look into the log, and restart the program", "the pipeline takes no events")];
        }

        if (status.State is PipelineState.Draining or PipelineState.Stopped)
        {
            return [new("yellow", "finished", "the pipeline has ended, or is being stopped", "if all its inputs came to their end that is as it should be", "the pipeline takes no more events")];
        }

        return [.. Queue(pipeline, status, now), .. Outputs(status, now)];
    }

    /// <summary>Why inputs have stood still for too long; null when they have not.</summary>
    public static string? WhyBlocked(PipelineStatus status, DateTimeOffset now) => status.Queue.BlockedSince is { } since && now - since >= Patience
        ? $"inputs have waited for room in the queue since {Text(since)}" + (status.Queue.Fault is { } fault ? $": {fault}" : "")
        : null;

    /// <summary>The outputs that have delivered nothing for too long, although events wait for them.</summary>
    public static IEnumerable<(string Id, DateTimeOffset Since)> Stuck(PipelineStatus status, DateTimeOffset now) => status.Queue.Lanes
        .Where(lane => lane.StuckSince is { } since && now - since >= Patience)
        .Select(lane => (lane.OutputId, lane.StuckSince!.Value));

    /// <summary>How full the queue is, from 0 to 1.</summary>
    public static double QueueShare(RunningPipeline pipeline, PipelineStatus status) => status.Queue.MaxBytes > 0
        ? (double)status.QueueBytes / status.Queue.MaxBytes
        : Math.Max((double)status.QueueEvents / pipeline.Run.QueueEvents, (double)status.QueueBytes / pipeline.Run.QueueBytes);

    private static IEnumerable<HealthFinding> Queue(RunningPipeline pipeline, PipelineStatus status, DateTimeOffset now)
    {
        if (WhyBlocked(status, now) is { } blocked)
        {
            yield return new("red", "queue:blocked", blocked, "look at the outputs' counters and the log: a target may be away, or the disk of the queue full", "the pipeline takes no events");
        }
        else if (status.Queue.Fault is { } fault)
        {
            yield return new("yellow", "queue:fault", $"nothing can be written to the disk queue: {fault}", "make room on its disk, or look at the disk", "the pipeline may soon take no more events");
        }
        else if (QueueShare(pipeline, status) >= QueueMark)
        {
            yield return new(
                "yellow", "queue:full", "the queue is full: outputs take less than inputs bring", "look at the outputs' counters and the log: a target may be away or slow", "the pipeline may soon take no more events");
        }
    }

    private static IEnumerable<HealthFinding> Outputs(PipelineStatus status, DateTimeOffset now) => Stuck(status, now).Select(stuck => new HealthFinding(
        "yellow",
        $"output:stuck:{stuck.Id}",
        $"the output {stuck.Id} has delivered nothing since {Text(stuck.Since)}, and events wait for it",
        "look into the log for what its target answers, or whether it answers at all",
        $"events for the output {stuck.Id} are late; once the queue is full the pipeline takes no more"));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
