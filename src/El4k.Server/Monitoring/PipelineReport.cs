using System.Globalization;
using System.Text.Json.Nodes;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Server.Collecting;
using El4k.Server.Settings;

namespace El4k.Server.Monitoring;

/// <summary>One pipeline in the shapes of Logstash's API.</summary>
internal static class PipelineReport
{
    /// <summary>For <c>_node/pipelines</c>.</summary>
    public static JsonObject Info(RunningPipeline pipeline, SettingValues node) => new()
    {
        ["ephemeral_id"] = pipeline.EphemeralId.ToString(),
        ["workers"] = pipeline.Run.Workers,
        ["batch_size"] = pipeline.Run.BatchSize,
        ["batch_delay"] = (long)pipeline.Run.BatchDelay.TotalMilliseconds,
        ["config_reload_automatic"] = node.Switch(SettingList.ReloadAutomatic),
        ["config_reload_interval"] = (long)(node.Time(SettingList.ReloadInterval).TotalMilliseconds * 1_000_000),
        ["dead_letter_queue_enabled"] = pipeline.DeadLetters is not null,
        ["dead_letter_queue_path"] = pipeline.DeadLetters is null ? null : pipeline.DeadLetterPath,
    };

    /// <summary>For <c>_node/stats/pipelines</c>.</summary>
    public static JsonObject Stats(RunningPipeline pipeline)
    {
        if (pipeline.Status is not { } status)
        {
            return [];
        }

        var counts = PipelineCounts.Of(status);
        var report = new JsonObject
        {
            ["events"] = Events(counts),
            ["flow"] = Flow(pipeline.Flow, counts),
            ["plugins"] = new JsonObject
            {
                ["inputs"] = Plugins(status, PluginKind.Input),
                ["codecs"] = new JsonArray(),
                ["filters"] = Plugins(status, PluginKind.Filter),
                ["outputs"] = Plugins(status, PluginKind.Output),
            },
            ["reloads"] = Reloads(pipeline.Reloads),
            ["queue"] = new JsonObject
            {
                ["type"] = status.Queue.Type.ToString().ToLowerInvariant(),
                ["events_count"] = status.QueueEvents,
                ["queue_size_in_bytes"] = status.QueueBytes,
                ["max_queue_size_in_bytes"] = status.Queue.MaxBytes > 0 ? status.Queue.MaxBytes : pipeline.Run.QueueBytes,
                ["lanes"] = new JsonArray([.. status.Queue.Lanes.Select(lane => (JsonNode)new JsonObject { ["output"] = lane.OutputId, ["events_count"] = lane.Events, ["size_in_bytes"] = lane.Bytes })]),
            },
            ["ephemeral_id"] = pipeline.EphemeralId.ToString(),
        };
        if (pipeline.DeadLetters is { } letters)
        {
            report["dead_letter_queue"] = new JsonObject
            {
                ["max_queue_size_in_bytes"] = pipeline.Settings.Size(SettingList.DeadLettersMaxBytes),
                ["storage_policy"] = pipeline.Settings.Text(SettingList.DeadLettersPolicy),
                ["queue_size_in_bytes"] = letters.Bytes,
                ["written_events"] = letters.Written,
                ["dropped_events"] = letters.Dropped,
                ["expired_events"] = letters.Expired,
                ["last_error"] = letters.LastError ?? "no errors",
            };
        }

        return report;
    }

    public static JsonObject Events(PipelineCounts counts) => new() { ["in"] = counts.In, ["filtered"] = counts.Filtered, ["out"] = counts.Out, ["duration_in_millis"] = counts.WorkMilliseconds, ["queue_push_duration_in_millis"] = counts.PushMilliseconds };

    public static JsonObject Flow(FlowHistory history, PipelineCounts counts) => new()
    {
        ["input_throughput"] = Rates(history.Rates(counts, c => c.In)),
        ["filter_throughput"] = Rates(history.Rates(counts, c => c.Filtered)),
        ["output_throughput"] = Rates(history.Rates(counts, c => c.Out)),
        ["queue_backpressure"] = Rates(Shares(history.Rates(counts, c => c.PushMilliseconds))),
        ["worker_concurrency"] = Rates(Shares(history.Rates(counts, c => c.WorkMilliseconds))),
    };

    public static JsonObject Rates(IEnumerable<(string Window, double Rate)> rates) =>
        new(rates.Select(rate => KeyValuePair.Create(rate.Window, (JsonNode?)rate.Rate)));

    // Milliseconds a second, as a ratio of times.
    private static IEnumerable<(string Window, double Rate)> Shares(IReadOnlyList<(string Window, double Rate)> rates) => rates.Select(rate => (rate.Window, Math.Round(rate.Rate / 1000, 3)));

    private static JsonObject Reloads(ReloadCount count)
    {
        var (successes, failures, success, failure, error) = count.Read();
        return new JsonObject
        {
            ["successes"] = successes,
            ["failures"] = failures,
            ["last_success_timestamp"] = Time(success),
            ["last_failure_timestamp"] = Time(failure),
            ["last_error"] = error is null ? null : new JsonObject { ["message"] = error, ["backtrace"] = new JsonArray() },
        };
    }

    private static JsonArray Plugins(PipelineStatus status, PluginKind kind) =>
        new([.. status.Plugins.Where(plugin => plugin.Kind == kind).Select(plugin => (JsonNode)Plugin(plugin))]);

    private static JsonObject Plugin(PluginStatus plugin)
    {
        var counters = plugin.Counters;
        var report = new JsonObject
        {
            ["id"] = plugin.Id,
            ["name"] = plugin.Name,
            ["events"] = plugin.Kind == PluginKind.Input
                ? new JsonObject { ["out"] = counters.Out, ["queue_push_duration_in_millis"] = (long)counters.Duration.TotalMilliseconds }
                : new JsonObject { ["in"] = counters.Received, ["out"] = counters.Out, ["duration_in_millis"] = (long)counters.Duration.TotalMilliseconds },
        };
        if (plugin.Kind == PluginKind.Input)
        {
            report["parse_failures"] = counters.ParseFailures;
            report["dropped"] = counters.Dropped;
        }

        foreach (var (name, value) in counters.Named)
        {
            report.TryAdd(name, value);
        }

        return report;
    }

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
