using System.Globalization;
using System.Text.Json.Nodes;

namespace El4k.Benchmarks.EndToEnd;

/// <summary>What the disk queue costs: the same events through the real program into a counting sink, with the queue in memory and on disk in turn.</summary>
internal static class QueueRun
{
    private const int Connections = 8;
    private static readonly string _pipeline = Path.Combine(AppContext.BaseDirectory, "EndToEnd", "seed.conf");

    // What outputs keep up with on any machine: then lanes have their events from memory, and the disk is for safety only.
    private const double PacedRate = 100_000;

    /// <param name="program">The published <c>el4k</c>, or <c>el4k.dll</c>.</param>
    /// <param name="rounds">How often each is measured; the least counts.</param>
    public static async Task<JsonObject> RunAsync(string program, long events, int rounds)
    {
        var row = new JsonObject
        {
            ["date"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            ["events"] = events,
        };
        foreach (var (name, rate) in new[] { ("full_speed", 0), ("paced", PacedRate) })
        {
            var memory = double.MaxValue;
            var persisted = double.MaxValue;
            for (var i = 0; i < rounds; i++)
            {
                memory = Math.Min(memory, await MeasureAsync(program, "memory", events, rate));
                persisted = Math.Min(persisted, await MeasureAsync(program, "persisted", events, rate));
            }

            row[$"queue_memory_{name}_cpu_us"] = Math.Round(memory, 3);
            row[$"queue_persisted_{name}_cpu_us"] = Math.Round(persisted, 3);
            row[$"queue_{name}_ratio"] = Math.Round(persisted / memory, 3);
        }

        return row;
    }

    private static async Task<double> MeasureAsync(string program, string type, long events, double rate)
    {
        var data = Directory.CreateTempSubdirectory("el4k-bench-");
        try
        {
            using var sink = new CountingSink();
            Environment.SetEnvironmentVariable("ELASTICSEARCH_HOST", sink.Url.ToString().TrimEnd('/'));
            Environment.SetEnvironmentVariable("EL4K_BENCH_TCP", "0");
            using var collector = new MeasuredProcess(
                program, "collect", "-f", _pipeline, "--queue.type", type, "--data", data.FullName, "-S", "api.enabled=false");
            await collector.UntilReadyAsync();
            var port = int.Parse(collector.Printed(@"tcp\s+[\d.]+:(\d+)"), CultureInfo.InvariantCulture);
            var warm = events / 2;
            await TcpLoad.SendAsync(port, warm, Connections);
            await UntilAsync(sink, warm);
            var before = collector.CpuMicroseconds;
            await TcpLoad.SendAsync(port, events, Connections, warm, rate);
            await UntilAsync(sink, warm + events);
            return (collector.CpuMicroseconds - before) / events;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task UntilAsync(CountingSink sink, long expected)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (sink.Documents < expected)
        {
            if (TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromMinutes(3))
            {
                throw new TimeoutException($"{sink.Documents} of {expected} events arrived");
            }

            await Task.Delay(20);
        }
    }
}
