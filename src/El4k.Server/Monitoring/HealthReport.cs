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
    public string Status() => Worst(collector.Pipelines().SelectMany(Judge).Select(finding => finding.Status));

    private JsonObject Pipeline(RunningPipeline pipeline)
    {
        var findings = Judge(pipeline);
        var status = Worst(findings.Select(finding => finding.Status));
        var report = new JsonObject
        {
            ["status"] = status,
            ["symptom"] = findings.Count == 0
                ? "The pipeline is healthy"
                : $"The pipeline is {(status == "unknown" ? "unknown" : "unhealthy")}; {(findings.Count == 1 ? "1 area is impacted and 1 diagnosis is available" : $"{findings.Count} areas are impacted and {findings.Count} diagnoses are available")}",
            ["details"] = new JsonObject { ["status"] = new JsonObject { ["state"] = State(pipeline) } },
        };
        if (findings.Count > 0)
        {
            report["diagnosis"] = new JsonArray([.. findings.Select(finding => (JsonNode)new JsonObject
            {
                ["id"] = $"el4k:health:pipeline:{finding.Id}",
                ["cause"] = finding.Cause,
                ["action"] = finding.Action,
            })]);
            report["impacts"] = new JsonArray([.. findings.Select(finding => (JsonNode)new JsonObject
            {
                ["id"] = $"el4k:health:pipeline:impact:{finding.Id}",
                ["severity"] = finding.Status == "red" ? 1 : 2,
                ["description"] = finding.Impact,
                ["impact_areas"] = new JsonArray("pipeline_execution"),
            })]);
        }

        return report;
    }

    private IReadOnlyList<HealthFinding> Judge(RunningPipeline pipeline) => PipelineHealth.Judge(pipeline, collector.Time.GetUtcNow());

    private static string State(RunningPipeline pipeline) => pipeline.Status?.State switch
    {
        PipelineState.Running => "RUNNING",
        PipelineState.Draining => "FINISHED",
        PipelineState.Stopped => pipeline.Completion.IsFaulted ? "TERMINATED" : "FINISHED",
        _ => "LOADING",
    };

    private static string Worst(IEnumerable<string> statuses) => statuses.Append("green").MaxBy(status => Array.IndexOf(_worst, status))!;
}
