using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace El4k.Server.Monitoring;

/// <summary>The .NET runtime under the names that Logstash's API has for the JVM.</summary>
/// <remarks>The young pool is generations 0 and 1, the old one generation 2 with large and pinned objects. The runtime counts its pauses together: they stand under young.</remarks>
internal sealed class RuntimeReport(ProcessReading process, TimeProvider time)
{
    private int _peakThreads;

    /// <summary>For <c>_node/jvm</c>.</summary>
    public JsonObject Info()
    {
        var memory = GC.GetGCMemoryInfo();
        return new JsonObject
        {
            ["pid"] = Environment.ProcessId,
            ["version"] = Environment.Version.ToString(),
            ["vm_version"] = Environment.Version.ToString(),
            ["vm_vendor"] = "Microsoft",
            ["vm_name"] = RuntimeInformation.FrameworkDescription,
            ["start_time_in_millis"] = process.Started.ToUnixTimeMilliseconds(),
            ["mem"] = new JsonObject
            {
                ["heap_init_in_bytes"] = 0,
                ["heap_max_in_bytes"] = memory.TotalAvailableMemoryBytes,
                ["non_heap_init_in_bytes"] = 0,
                ["non_heap_max_in_bytes"] = 0,
            },
            ["gc_collectors"] = new JsonArray("young", "old"),
        };
    }

    /// <summary>For <c>_node/stats/jvm</c>.</summary>
    public JsonObject Stats()
    {
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        var used = GC.GetTotalMemory(forceFullCollection: false);
        var reading = process.Read();
        var committed = Math.Max(memory.TotalCommittedBytes, used);
        var outside = Math.Max(0, reading.ResidentBytes - committed);
        return new JsonObject
        {
            ["threads"] = new JsonObject { ["count"] = reading.Threads, ["peak_count"] = Peak(reading.Threads) },
            ["mem"] = new JsonObject
            {
                ["heap_used_percent"] = (long)(100.0 * used / Math.Max(1, memory.TotalAvailableMemoryBytes)),
                ["heap_committed_in_bytes"] = committed,
                ["heap_max_in_bytes"] = memory.TotalAvailableMemoryBytes,
                ["heap_used_in_bytes"] = used,
                ["non_heap_used_in_bytes"] = outside,
                ["non_heap_committed_in_bytes"] = outside,
                ["pools"] = new JsonObject
                {
                    ["young"] = Pool(memory, 0, 1),
                    ["old"] = Pool(memory, 2, 3, 4),
                    ["survivor"] = Pool(memory),
                },
            },
            ["gc"] = new JsonObject
            {
                ["collectors"] = new JsonObject
                {
                    ["young"] = Collector((long)GC.GetTotalPauseDuration().TotalMilliseconds, GC.CollectionCount(0) - GC.CollectionCount(2)),
                    ["old"] = Collector(0, GC.CollectionCount(2)),
                },
            },
            ["uptime_in_millis"] = (long)(time.GetUtcNow() - process.Started).TotalMilliseconds,
        };
    }

    /// <summary>For <c>_node/os</c>.</summary>
    public static JsonObject System() => new()
    {
        ["name"] = OperatingSystem.IsLinux() ? "Linux" : RuntimeInformation.OSDescription,
        ["arch"] = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant() is "x64" ? "amd64" : RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant(),
        ["version"] = Environment.OSVersion.Version.ToString(),
        ["available_processors"] = Environment.ProcessorCount,
    };

    private int Peak(int threads)
    {
        // Racing readers may each keep their own; the next one sees the larger.
        _peakThreads = Math.Max(_peakThreads, threads);
        return _peakThreads;
    }

    private static JsonObject Pool(GCMemoryInfo memory, params ReadOnlySpan<int> generations)
    {
        long used = 0, peak = 0;
        foreach (var generation in generations)
        {
            used += memory.GenerationInfo[generation].SizeAfterBytes;
            peak += Math.Max(memory.GenerationInfo[generation].SizeBeforeBytes, memory.GenerationInfo[generation].SizeAfterBytes);
        }

        return new JsonObject
        {
            ["used_in_bytes"] = used,
            ["peak_used_in_bytes"] = peak,
            ["max_in_bytes"] = memory.TotalAvailableMemoryBytes,
            ["peak_max_in_bytes"] = memory.TotalAvailableMemoryBytes,
            ["committed_in_bytes"] = used,
        };
    }

    private static JsonObject Collector(long milliseconds, int count) => new() { ["collection_time_in_millis"] = milliseconds, ["collection_count"] = count };
}
