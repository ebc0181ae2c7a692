using System.Text.Json.Nodes;
using El4k.Server.Collecting;
using El4k.Server.Settings;

namespace El4k.Server.Monitoring;

/// <summary><c>_node</c> and <c>_node/stats</c>: sections by name, several joined by commas, all when none is named.</summary>
internal sealed class NodeApi(MonitoredCollector collector, ProcessReading process, HealthReport health)
{
    private readonly RuntimeReport _runtime = new(process, collector.Time);

    /// <summary>The fields with which every answer begins.</summary>
    public JsonObject Root()
    {
        var root = collector.Identity.ToJson(collector.Address());
        root["snapshot"] = false;
        root["status"] = health.Status();
        root["pipeline"] = new JsonObject
        {
            ["workers"] = collector.Pipelines() is [var first, ..] ? first.Run.Workers : Environment.ProcessorCount,
            ["batch_size"] = collector.Settings.Count(SettingList.BatchSize),
            ["batch_delay"] = (long)collector.Settings.Milliseconds(SettingList.BatchDelay).TotalMilliseconds,
        };
        return root;
    }

    /// <summary>The sections of <c>_node</c>; null when one is not known.</summary>
    public JsonObject? Info(string? sections, string? pipeline) => Sections(sections, pipeline, new Dictionary<string, Func<JsonNode?>>(StringComparer.Ordinal)
    {
        ["pipelines"] = () => Pipelines(pipeline, own => PipelineReport.Info(own, collector.Settings)),
        ["os"] = RuntimeReport.System,
        ["jvm"] = _runtime.Info,
    });

    /// <summary>The sections of <c>_node/stats</c>; null when one is not known.</summary>
    public JsonObject? Stats(string? sections, string? pipeline) => Sections(sections, pipeline, new Dictionary<string, Func<JsonNode?>>(StringComparer.Ordinal)
    {
        ["jvm"] = _runtime.Stats,
        ["process"] = Process,
        ["events"] = () => PipelineReport.Events(Total()),
        ["flow"] = Flow,
        ["pipelines"] = () => Pipelines(pipeline, PipelineReport.Stats),
        ["reloads"] = Reloads,
        ["os"] = () => ControlGroup.Read(),
        ["queue"] = () => new JsonObject { ["events_count"] = collector.Pipelines().Sum(own => own.Status?.QueueEvents ?? 0) },
    });

    /// <summary><c>_node/plugins</c>.</summary>
    public JsonObject Plugins()
    {
        var root = Root();
        var plugins = new JsonArray();
        foreach (var registration in collector.Registry.Inputs.All.Concat(collector.Registry.Codecs.All).Concat(collector.Registry.Filters.All).Concat(collector.Registry.Outputs.All))
        {
            plugins.Add(new JsonObject { ["name"] = $"logstash-{registration.Kind.ToString().ToLowerInvariant()}-{registration.Name}", ["version"] = collector.Identity.Version });
        }

        root["total"] = plugins.Count;
        root["plugins"] = plugins;
        return root;
    }

    private JsonObject? Sections(string? wanted, string? pipeline, Dictionary<string, Func<JsonNode?>> all)
    {
        var names = wanted is null ? [.. all.Keys] : wanted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (pipeline is not null && wanted != "pipelines")
        {
            return null;
        }

        var root = Root();
        foreach (var name in names)
        {
            if (!all.TryGetValue(name, out var section) || section() is not { } body)
            {
                return null;
            }

            root[name] = body;
        }

        return root;
    }

    private JsonObject? Pipelines(string? id, Func<RunningPipeline, JsonObject> report)
    {
        var pipelines = collector.Pipelines().Where(pipeline => id is null || pipeline.Id == id).ToArray();
        return id is not null && pipelines.Length == 0
            ? null
            : new JsonObject(pipelines.Select(pipeline => KeyValuePair.Create(pipeline.Id, (JsonNode?)report(pipeline))));
    }

    private JsonObject Process()
    {
        var values = process.Read();
        var processor = new JsonObject { ["total_in_millis"] = (long)values.ProcessorTime.TotalMilliseconds, ["percent"] = values.ProcessorPercent };
        if (values.Load is { } load)
        {
            processor["load_average"] = new JsonObject { ["1m"] = load.One, ["5m"] = load.Five, ["15m"] = load.Fifteen };
        }

        return new JsonObject
        {
            ["open_file_descriptors"] = values.OpenFiles,
            ["peak_open_file_descriptors"] = values.PeakOpenFiles,
            ["max_file_descriptors"] = values.MaxFiles,
            ["mem"] = new JsonObject { ["total_virtual_in_bytes"] = values.VirtualBytes, ["resident_in_bytes"] = values.ResidentBytes },
            ["cpu"] = processor,
        };
    }

    private PipelineCounts Total()
    {
        var counts = collector.Pipelines().Select(pipeline => pipeline.Status).OfType<El4k.Collector.Pipeline.PipelineStatus>().Select(PipelineCounts.Of).ToArray();
        return new PipelineCounts(counts.Sum(c => c.In), counts.Sum(c => c.Filtered), counts.Sum(c => c.Out))
        {
            PushMilliseconds = counts.Sum(c => c.PushMilliseconds),
            WorkMilliseconds = counts.Sum(c => c.WorkMilliseconds),
        };
    }

    // The node's rates are the sums of the pipelines' over the windows that all of them have.
    private JsonObject Flow()
    {
        var pipelines = collector.Pipelines().Where(pipeline => pipeline.Status is not null).ToArray();
        JsonObject Sum(Func<PipelineCounts, long> count) => PipelineReport.Rates(pipelines
            .SelectMany(pipeline => pipeline.Flow.Rates(PipelineCounts.Of(pipeline.Status!), count))
            .GroupBy(rate => rate.Window)
            .Where(group => group.Count() == pipelines.Length)
            .Select(group => (group.Key, group.Sum(rate => rate.Rate))));

        return new JsonObject
        {
            ["input_throughput"] = Sum(c => c.In),
            ["filter_throughput"] = Sum(c => c.Filtered),
            ["output_throughput"] = Sum(c => c.Out),
        };
    }

    private JsonObject Reloads()
    {
        var counts = collector.Pipelines().Select(pipeline => pipeline.Reloads.Read()).ToArray();
        return new JsonObject { ["successes"] = counts.Sum(c => c.Successes), ["failures"] = counts.Sum(c => c.Failures) };
    }
}
