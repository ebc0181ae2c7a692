using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Server.Collecting;

namespace El4k.Server.Monitoring;

/// <summary>All counters as Prometheus metrics.</summary>
internal sealed class PrometheusMetrics(MonitoredCollector collector, ProcessReading process, NodeHealth health)
{
    public string Read()
    {
        var text = new PrometheusText();
        var pipelines = collector.Pipelines().Select(pipeline => (Pipeline: pipeline, pipeline.Status)).Where(entry => entry.Status is not null).Select(entry => (entry.Pipeline, Status: entry.Status!)).ToArray();
        text.Write("el4k_build_info", "gauge", "The version of the program.", [([("version", collector.Identity.Version)], 1)]);
        text.Write("el4k_ready", "gauge", "Whether events can be sent here.", health.WhyNotReady() is null ? 1 : 0);
        WritePipelines(text, pipelines, collector.Time.GetUtcNow());
        WritePlugins(text, pipelines);
        WriteProcess(text);
        return text.ToString();
    }

    private static void WritePipelines(PrometheusText text, IReadOnlyList<(RunningPipeline Pipeline, PipelineStatus Status)> pipelines, DateTimeOffset now)
    {
        void Write(string name, string type, string help, Func<RunningPipeline, PipelineStatus, double> value) =>
            text.Write(name, type, help, pipelines.Select(entry => (Labels(entry.Pipeline), value(entry.Pipeline, entry.Status))));

        Write("el4k_pipeline_up", "gauge", "Whether the pipeline takes events.", (_, status) => status.State == PipelineState.Running ? 1 : 0);
        Write("el4k_pipeline_events_in_total", "counter", "Events that inputs handed to the queue.", (_, status) => PipelineCounts.Of(status).In);
        Write("el4k_pipeline_events_filtered_total", "counter", "Events that went through the filters.", (_, status) => PipelineCounts.Of(status).Filtered);
        Write("el4k_pipeline_events_out_total", "counter", "Events that outputs delivered.", (_, status) => PipelineCounts.Of(status).Out);
        Write("el4k_queue_events", "gauge", "Events that wait in the queue.", (_, status) => status.QueueEvents);
        Write("el4k_queue_bytes", "gauge", "Bytes that el4k_queue_max_bytes bounds: of the events that wait in memory; with a disk queue of its pages, each of which goes as a whole once all outputs are through it.", (_, status) => status.QueueBytes);
        Write("el4k_queue_max_bytes", "gauge", "Bytes above which inputs wait.", (pipeline, status) => status.Queue.MaxBytes > 0 ? status.Queue.MaxBytes : pipeline.Run.QueueBytes);
        text.Write("el4k_queue_lane_events", "gauge", "Events that wait for an output.", pipelines.SelectMany(entry => entry.Status.Queue.Lanes.Select(lane =>
            ((IReadOnlyList<(string, string)>)[.. Labels(entry.Pipeline), ("output", lane.OutputId)], (double)lane.Events))));
        text.Write("el4k_queue_lane_bytes", "gauge", "About how many bytes of events wait for an output.", pipelines.SelectMany(entry => entry.Status.Queue.Lanes.Select(lane =>
            ((IReadOnlyList<(string, string)>)[.. Labels(entry.Pipeline), ("output", lane.OutputId)], (double)lane.Bytes))));
        text.Write("el4k_queue_lane_stuck_seconds", "gauge", "How long an output has delivered nothing although events wait: the age of the write that is under way; 0 when none is.", pipelines.SelectMany(entry => entry.Status.Queue.Lanes.Select(lane =>
            ((IReadOnlyList<(string, string)>)[.. Labels(entry.Pipeline), ("output", lane.OutputId)], lane.StuckSince is { } since ? Math.Max(0, (now - since).TotalSeconds) : 0))));
        Write("el4k_dead_letters_total", "counter", "Events that a target refused for good.", (pipeline, _) => pipeline.DeadLetters?.Written ?? 0);
        Write("el4k_dead_letter_bytes", "gauge", "Bytes that the dead letters take.", (pipeline, _) => pipeline.DeadLetters?.Bytes ?? 0);
        Write("el4k_dead_letters_dropped_total", "counter", "Dead letters that were dropped because they took too many bytes, or were too old.", (pipeline, _) => (pipeline.DeadLetters?.Dropped + pipeline.DeadLetters?.Expired) ?? 0);
        text.Write("el4k_pipeline_reloads_total", "counter", "Reloads of the configuration.", pipelines.SelectMany(entry =>
        {
            var (successes, failures, _, _, _) = entry.Pipeline.Reloads.Read();
            return new (IReadOnlyList<(string, string)>, double)[]
            {
                ([.. Labels(entry.Pipeline), ("result", "success")], successes),
                ([.. Labels(entry.Pipeline), ("result", "failure")], failures),
            };
        }));
    }

    private static void WritePlugins(PrometheusText text, IReadOnlyList<(RunningPipeline Pipeline, PipelineStatus Status)> pipelines)
    {
        var plugins = pipelines.SelectMany(entry => entry.Status.Plugins.Select(plugin => (entry.Pipeline, Plugin: plugin))).ToArray();
        void Write(string name, string help, Func<PluginStatus, bool> has, Func<PluginStatus, double> value) =>
            text.Write(name, "counter", help, plugins.Where(entry => has(entry.Plugin)).Select(entry => (Labels(entry.Pipeline, entry.Plugin), value(entry.Plugin))));

        Write("el4k_plugin_events_in_total", "Events that the plugin was given or received.", _ => true, plugin => plugin.Counters.Received);
        Write("el4k_plugin_events_out_total", "Events that the plugin handed on.", _ => true, plugin => plugin.Counters.Out);
        Write("el4k_plugin_parse_failures_total", "Texts that could not be decoded.", plugin => plugin.Kind == PluginKind.Input, plugin => plugin.Counters.ParseFailures);
        Write("el4k_plugin_dropped_total", "Events that the plugin lost or refused.", _ => true, plugin => plugin.Counters.Dropped);
        Write("el4k_udp_kernel_drops_total", "Datagrams that the kernel dropped because they came faster than they were taken.", plugin => plugin is { Kind: PluginKind.Input, Name: "udp" }, plugin => plugin.Counters.Dropped);
        text.Write("el4k_input_lag_seconds", "gauge", "How far behind its arrival the latest event's @timestamp was.", plugins.Where(entry => entry.Plugin.Counters.Lag is not null)
            .Select(entry => (Labels(entry.Pipeline, entry.Plugin), entry.Plugin.Counters.Lag!.Value.TotalSeconds)));
        text.Write("el4k_plugin_value", "gauge", "What else the plugin counts, by name.", plugins.SelectMany(entry => entry.Plugin.Counters.Named
            .Select(named => ((IReadOnlyList<(string, string)>)[.. Labels(entry.Pipeline, entry.Plugin), ("name", named.Key)], (double)named.Value))));
    }

    private void WriteProcess(PrometheusText text)
    {
        var values = process.Read();
        text.Write("process_cpu_seconds_total", "counter", "Processor time of the process.", values.ProcessorTime.TotalSeconds);
        text.Write("process_resident_memory_bytes", "gauge", "Resident memory of the process.", values.ResidentBytes);
        text.Write("process_virtual_memory_bytes", "gauge", "Virtual memory of the process.", values.VirtualBytes);
        text.Write("process_open_fds", "gauge", "Open files of the process.", values.OpenFiles);
        text.Write("process_threads", "gauge", "Threads of the process.", values.Threads);
        text.Write("process_start_time_seconds", "gauge", "When the process began, in seconds since 1970.", process.Started.ToUnixTimeMilliseconds() / 1000.0);
        text.Write("dotnet_gc_heap_bytes", "gauge", "Bytes in use on the managed heap.", GC.GetTotalMemory(forceFullCollection: false));
        text.Write("dotnet_gc_collections_total", "counter", "Garbage collections by generation.", Enumerable.Range(0, 3).Select(generation =>
            ((IReadOnlyList<(string, string)>)[("generation", generation.ToString())], (double)GC.CollectionCount(generation))));
        text.Write("dotnet_gc_pause_seconds_total", "counter", "Time that garbage collections held the program.", GC.GetTotalPauseDuration().TotalSeconds);
    }

    private static IReadOnlyList<(string Name, string Value)> Labels(RunningPipeline pipeline) => [("pipeline", pipeline.Id)];

    private static IReadOnlyList<(string Name, string Value)> Labels(RunningPipeline pipeline, PluginStatus plugin) =>
        [("pipeline", pipeline.Id), ("kind", plugin.Kind.ToString().ToLowerInvariant()), ("plugin", plugin.Name), ("id", plugin.Id)];
}
