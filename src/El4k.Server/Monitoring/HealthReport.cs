using System.Globalization;
using System.Text.Json.Nodes;
using El4k.Collector.Pipeline;
using El4k.Server.Collecting;

namespace El4k.Server.Monitoring;

/// <summary>The health report in Logstash's shape: a status for the whole and for each pipeline, with symptom, diagnosis and impacts where one is not green.</summary>
internal sealed class HealthReport(MonitoredCollector collector)
{
    private static readonly string[] _worst = ["green", "unknown", "yellow", "red"];

    public JsonObject ToJson()
    {
        var pipelines = new JsonObject();
        foreach (var pipeline in collector.Pipelines())
        {
            pipelines[pipeline.Id] = Pipeline(pipeline);
        }

        var status = Worst(pipelines.Select(entry => (string)entry.Value!["status"]!));
        var symptom = status == "green" ? $"{pipelines.Count} indicator{(pipelines.Count == 1 ? " is" : "s are")} healthy (`pipelines`)" : "1 indicator is unhealthy (`pipelines`)";
        var report = collector.Identity.ToJson(collector.Address());
        report["status"] = status;
        report["symptom"] = symptom;
        report["indicators"] = new JsonObject
        {
            ["pipelines"] = new JsonObject { ["status"] = status, ["symptom"] = symptom, ["indicators"] = pipelines },
        };
        report["timestamp"] = collector.Time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        return report;
    }

    /// <summary>The status of the whole.</summary>
    public string Status() => Worst(collector.Pipelines().Select(pipeline => Judge(pipeline).Status));

    private static JsonObject Pipeline(RunningPipeline pipeline)
    {
        var (status, cause, action) = Judge(pipeline);
        var report = new JsonObject
        {
            ["status"] = status,
            ["symptom"] = status == "green" ? "The pipeline is healthy" : $"The pipeline is {(status == "unknown" ? "unknown" : "unhealthy")}; 1 area is impacted and 1 diagnosis is available",
            ["details"] = new JsonObject { ["status"] = new JsonObject { ["state"] = State(pipeline) } },
        };
        if (status != "green")
        {
            report["diagnosis"] = new JsonArray(new JsonObject { ["id"] = $"el4k:health:pipeline:{State(pipeline).ToLowerInvariant()}", ["cause"] = cause, ["action"] = action });
            report["impacts"] = new JsonArray(new JsonObject
            {
                ["id"] = "el4k:health:pipeline:impact:not_processing",
                ["severity"] = status == "red" ? 1 : 2,
                ["description"] = status == "red" ? "the pipeline takes no events" : "the pipeline may soon take no more events",
                ["impact_areas"] = new JsonArray("pipeline_execution"),
            });
        }

        return report;
    }

    private static (string Status, string Cause, string Action) Judge(RunningPipeline pipeline)
    {
        if (pipeline.Status is not { } status || status.State == PipelineState.Created)
        {
            return ("unknown", "the pipeline is starting", "ask again in a moment");
        }

        if (pipeline.Completion.IsFaulted)
        {
            return ("red", "the pipeline has failed", "look into the log, and restart the program");
        }

        if (status.State is PipelineState.Draining or PipelineState.Stopped)
        {
            return ("yellow", "the pipeline has ended, or is being stopped", "if all its inputs came to their end that is as it should be");
        }

        return NodeHealth.QueueShare(pipeline, status) >= NodeHealth.QueueMark
            ? ("yellow", "the queue is full: outputs take less than inputs bring", "look at the outputs' counters and the log: a target may be away or slow")
            : ("green", "", "");
    }

    private static string State(RunningPipeline pipeline) => pipeline.Status?.State switch
    {
        PipelineState.Running => "RUNNING",
        PipelineState.Draining => "FINISHED",
        PipelineState.Stopped => pipeline.Completion.IsFaulted ? "TERMINATED" : "FINISHED",
        _ => "LOADING",
    };

    private static string Worst(IEnumerable<string> statuses) => statuses.Append("green").MaxBy(status => Array.IndexOf(_worst, status))!;
}
