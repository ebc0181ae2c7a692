using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace El4k.Benchmarks.EndToEnd;

/// <summary>Measures the real program: start-up, memory, CPU time per event into a counting sink and into the store, bytes on disk.</summary>
/// <remarks>CPU time and ratios, never wall time: clocks of shared machines are noisy. The yardstick is measured in the same run.</remarks>
internal static class EndToEndRun
{
    private const int Connections = 8;
    private static readonly string _pipeline = Path.Combine(AppContext.BaseDirectory, "EndToEnd", "seed.conf");

    /// <param name="program">The published <c>el4k</c>, or <c>el4k.dll</c>.</param>
    public static async Task<JsonObject> RunAsync(string program, long events)
    {
        var floor = Floor.ReaderMicroseconds();
        var row = new JsonObject
        {
            ["date"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            ["machine"] = $"{Environment.ProcessorCount} cores, {RuntimeInformation.RuntimeIdentifier}, .NET {Environment.Version}",
            ["events"] = events,
            ["json_reader_us"] = Round(floor),
        };
        await SinkAsync(program, events, floor, row);
        await StoreAsync(program, events, floor, row);
        return row;
    }

    private static async Task SinkAsync(string program, long events, double floor, JsonObject row)
    {
        using var sink = new CountingSink();
        Environment.SetEnvironmentVariable("ELASTICSEARCH_HOST", sink.Url.ToString().TrimEnd('/'));
        Environment.SetEnvironmentVariable("EL4K_BENCH_TCP", "0");
        using var collector = new MeasuredProcess(program, "collect", "-f", _pipeline);
        await collector.UntilReadyAsync();
        var port = int.Parse(collector.Printed(@"tcp\s+[\d.]+:(\d+)"), CultureInfo.InvariantCulture);
        row["collect_ready_ms"] = Round(collector.ReadyMs);
        row["collect_rss_idle_mb"] = Round(collector.RssMb);
        var warm = events / 4; // The JIT's work is start-up, not cost per event.
        await TcpLoad.SendAsync(port, warm, Connections);
        await UntilAsync(() => Task.FromResult(sink.Documents), warm);
        var before = collector.CpuMicroseconds;
        await TcpLoad.SendAsync(port, events, Connections, warm);
        await UntilAsync(() => Task.FromResult(sink.Documents), warm + events);
        var cost = (collector.CpuMicroseconds - before) / events;
        row["collect_sink_cpu_us"] = Round(cost);
        row["collect_sink_ratio"] = Round(cost / floor);
        row["collect_rss_peak_mb"] = Round(collector.PeakRssMb);
    }

    private static async Task StoreAsync(string program, long events, double floor, JsonObject row)
    {
        var data = Directory.CreateTempSubdirectory("el4k-bench-");
        try
        {
            Environment.SetEnvironmentVariable("ELASTICSEARCH_HOST", null);
            using (var stack = new MeasuredProcess(program, "up", "--data", data.FullName, "--tcp-port", "0", "--udp-port", "0", "--rest-port", "0", "--explorer-port", "0"))
            {
                await stack.UntilReadyAsync();
                row["up_ready_ms"] = Round(stack.ReadyMs);
                await Task.Delay(1000);
                row["up_rss_idle_mb"] = Round(stack.RssMb);
                var port = int.Parse(stack.Printed(@"tcp\s+[\d.]+:(\d+)"), CultureInfo.InvariantCulture);
                using var http = new HttpClient { BaseAddress = new Uri(stack.Printed(@"REST API\s+(http://\S+)")) };
                var before = stack.CpuMicroseconds;
                await TcpLoad.SendAsync(port, events, Connections);
                await UntilAsync(() => CountAsync(http), events);
                var cost = (stack.CpuMicroseconds - before) / events;
                row["up_store_cpu_us"] = Round(cost);
                row["up_store_ratio"] = Round(cost / floor);
                row["up_rss_after_mb"] = Round(stack.RssMb);
                row["up_rss_peak_mb"] = Round(stack.PeakRssMb);
                using var flushed = await http.PostAsync("_flush", null);
                flushed.EnsureSuccessStatusCode();
                row["disk_bytes_per_event"] = Round(await DiskBytesAsync(http) / events);
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<long> CountAsync(HttpClient http)
    {
        var text = await http.GetStringAsync("logstash-*/_count?ignore_unavailable=true");
        return JsonNode.Parse(text)!["count"]!.GetValue<long>();
    }

    private static async Task<double> DiskBytesAsync(HttpClient http)
    {
        using var indices = JsonDocument.Parse(await http.GetStringAsync("_cat/indices/logstash-*?format=json&bytes=b"));
        return indices.RootElement.EnumerateArray().Sum(i => double.Parse(i.GetProperty("store.size").GetString()!, CultureInfo.InvariantCulture));
    }

    private static async Task UntilAsync(Func<Task<long>> count, long expected)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        long seen;
        while ((seen = await count()) < expected)
        {
            if (TimeProvider.System.GetElapsedTime(deadline) > TimeSpan.FromMinutes(3))
            {
                throw new TimeoutException($"{seen} of {expected} events arrived");
            }

            await Task.Delay(20);
        }
    }

    private static double Round(double value) => Math.Round(value, 3);
}
