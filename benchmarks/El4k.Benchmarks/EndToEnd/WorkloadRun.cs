using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace El4k.Benchmarks.EndToEnd;

/// <summary>One kind of traffic through <c>el4k collect</c> into a counting sink, as a collector meets it after its start: compiling at run time counts.</summary>
/// <remarks>Each row also has the time from the start of the process to the first event delivered, and the memory before and after.</remarks>
internal static class WorkloadRun
{
    private const int Connections = 8;
    private const int ShortConnections = 4;
    private static readonly TimeSpan _udpTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _mostStill = TimeSpan.FromSeconds(8);

    /// <summary>The kinds there are; <c>udp-</c> is followed by datagrams a second.</summary>
    public const string Names = "tcp-metric, tcp-log, tcp-short, udp-RATE, grok";

    /// <param name="program">The published <c>el4k</c>, or <c>el4k.dll</c>.</param>
    /// <param name="workload">One of <see cref="Names"/>.</param>
    /// <param name="events">How many events; 0 is the workload's own number.</param>
    public static async Task<JsonObject> RunAsync(string program, string workload, long events)
    {
        var rate = workload.StartsWith("udp-", StringComparison.Ordinal) ? int.Parse(workload.AsSpan(4), CultureInfo.InvariantCulture) : 0;
        events = rate > 0 ? (long)(rate * _udpTime.TotalSeconds) : events > 0 ? events : workload switch { "tcp-metric" => 2_000_000, "tcp-short" => 20_000, _ => 500_000 };
        using var sink = new CountingSink();
        Environment.SetEnvironmentVariable("ELASTICSEARCH_HOST", sink.Url.ToString().TrimEnd('/'));
        Environment.SetEnvironmentVariable("EL4K_BENCH_TCP", "0");
        Environment.SetEnvironmentVariable("EL4K_BENCH_UDP", "0");
        var pipeline = Path.Combine(AppContext.BaseDirectory, "EndToEnd", workload == "grok" ? "grok.conf" : rate > 0 ? "udp.conf" : "seed.conf");
        var start = TimeProvider.System.GetTimestamp();
        using var collector = new MeasuredProcess(program, "collect", "-f", pipeline, "-S", "api.enabled=false");
        await collector.UntilReadyAsync();
        var port = int.Parse(collector.Printed(rate > 0 ? @"udp\s+[\d.]+:(\d+)" : @"tcp\s+[\d.]+:(\d+)"), CultureInfo.InvariantCulture);
        var lines = workload == "grok" ? CannedLines.Accesses : workload == "tcp-log" ? CannedLines.Logs : CannedLines.Metrics;
        await (rate > 0 ? SendPacedAsync(port, 1, 1000) : SendShortAsync(port, lines, 1));
        await UntilAsync(sink, 1);
        var first = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        await Task.Delay(1000);
        var idle = collector.RssMb;

        var before = collector.CpuMicroseconds;
        start = TimeProvider.System.GetTimestamp();
        await (rate > 0 ? SendPacedAsync(port, events, rate) : workload == "tcp-short" ? SendShortAsync(port, lines, events) : SendAsync(port, lines, events));
        var sent = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        await UntilAsync(sink, events + 1);
        var taken = sink.Documents - 1;
        if (taken < events)
        {
            // What the program says about it is worth more than the number.
            await Console.Error.WriteLineAsync(collector.Output);
        }

        return new JsonObject
        {
            ["date"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            ["workload"] = workload,
            ["events"] = events,
            ["lost"] = events - taken,
            ["cpu_us"] = Round((collector.CpuMicroseconds - before) / Math.Max(1, taken)),
            ["sent_per_s"] = Math.Round(events / sent),
            ["first_event_ms"] = Math.Round(first),
            ["rss_idle_mb"] = Math.Round(idle),
            ["rss_peak_mb"] = Math.Round(collector.PeakRssMb),
        };
    }

    private static Task SendAsync(int port, CannedLines lines, long events) => Task.WhenAll(Enumerable.Range(0, Connections).Select(i => Task.Run(async () =>
    {
        var buffer = new byte[64 * 1024];
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        for (var left = Share(events, Connections, i); left > 0;)
        {
            var (written, bytes) = lines.Fill(buffer, left, left);
            left -= written;
            for (var sent = 0; sent < bytes;)
            {
                sent += await socket.SendAsync(buffer.AsMemory(sent, bytes - sent));
            }
        }
    })));

    // Blocking calls on threads of their own: what is measured is the collector, not this side's thread pool.
    private static Task SendShortAsync(int port, CannedLines lines, long events) => Task.WhenAll(Enumerable.Range(0, ShortConnections).Select(i => Task.Factory.StartNew(
        () =>
        {
            for (var left = Share(events, ShortConnections, i); left > 0; left--)
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(IPAddress.Loopback, port);
                socket.Send(lines[left].Span);
                socket.Shutdown(SocketShutdown.Send);
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default)));

    private static Task SendPacedAsync(int port, long events, int rate) => Task.Factory.StartNew(
        () =>
        {
            var sockets = Enumerable.Range(0, Connections).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)).ToList();
            sockets.ForEach(socket => socket.Connect(IPAddress.Loopback, port));
            var start = TimeProvider.System.GetTimestamp();
            for (long sent = 0; sent < events;)
            {
                // What is due by now; a sender that was held up catches up at most a millisecond's worth at a time.
                var due = Math.Min(events, Math.Min((long)(TimeProvider.System.GetElapsedTime(start).TotalSeconds * rate) + 1, sent + (rate / 1000) + 1));
                for (; sent < due; sent++)
                {
                    sockets[(int)(sent % Connections)].Send(CannedLines.Metrics[sent].Span);
                }

                Thread.Yield();
            }

            sockets.ForEach(socket => socket.Dispose());
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static long Share(long events, int senders, int sender) => (events / senders) + (sender < events % senders ? 1 : 0);

    // What was lost never comes: the wait ends when nothing has come for a while.
    private static async Task UntilAsync(CountingSink sink, long expected)
    {
        var seen = sink.Documents;
        var since = TimeProvider.System.GetTimestamp();
        while (seen < expected && TimeProvider.System.GetElapsedTime(since) < _mostStill)
        {
            await Task.Delay(1);
            if (sink.Documents != seen)
            {
                seen = sink.Documents;
                since = TimeProvider.System.GetTimestamp();
            }
        }
    }

    private static double Round(double value) => Math.Round(value, 3);
}
