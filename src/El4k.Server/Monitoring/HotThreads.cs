using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace El4k.Server.Monitoring;

/// <summary>The threads that took the most processor time. Their stacks are not told: the runtime does not let a process read those of its own threads.</summary>
internal sealed class HotThreads(TimeProvider time, DateTimeOffset started)
{
    /// <summary>How many threads are told when nobody says.</summary>
    public const int DefaultCount = 10;

    // The kernel counts processor time in hundredths of a second on every Linux that .NET runs on.
    private const int TicksPerSecond = 100;

    /// <summary>The busiest threads.</summary>
    public static IReadOnlyList<HotThread> Read(int count, bool ignoreIdle) =>
        [.. Threads().Where(thread => !ignoreIdle || thread.ProcessorTime > TimeSpan.Zero || thread.State == "runnable").OrderByDescending(thread => thread.ProcessorTime).Take(count)];

    public JsonObject ToJson(IReadOnlyList<HotThread> threads) => new()
    {
        ["hot_threads"] = new JsonObject
        {
            ["time"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["busiest_threads"] = threads.Count,
            ["threads"] = new JsonArray([.. threads.Select(thread => (JsonNode)new JsonObject
            {
                ["name"] = thread.Name,
                ["thread_id"] = thread.Id,
                ["percent_of_cpu_time"] = Percent(thread),
                ["state"] = thread.State,
                ["traces"] = new JsonArray(),
            })]),
        },
    };

    public string ToText(IReadOnlyList<HotThread> threads)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Hot threads at {time.GetUtcNow():yyyy-MM-dd'T'HH:mm:sszzz}, busiestThreads={threads.Count}:\n").Append('=', 80).Append('\n');
        foreach (var thread in threads)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Percent(thread)} % of cpu usage, state: {thread.State}, thread name: '{thread.Name}', thread id: {thread.Id}\n").Append('-', 80).Append('\n');
        }

        return text.ToString();
    }

    private double Percent(HotThread thread) =>
        Math.Round(100 * thread.ProcessorTime.TotalSeconds / Math.Max(0.001, (time.GetUtcNow() - started).TotalSeconds), 2);

    private static IEnumerable<HotThread> Threads()
    {
        if (!Directory.Exists("/proc/self/task"))
        {
            yield break;
        }

        foreach (var folder in Directory.GetDirectories("/proc/self/task"))
        {
            if (Read(folder) is { } thread)
            {
                yield return thread;
            }
        }
    }

    private static HotThread? Read(string folder)
    {
        string stat;
        try
        {
            stat = File.ReadAllText(Path.Combine(folder, "stat"));
        }
        catch (IOException)
        {
            // The thread has ended meanwhile.
            return null;
        }

        // The name stands in parentheses and may hold any character; after it come state (1st), utime (12th) and stime (13th).
        var open = stat.IndexOf('(', StringComparison.Ordinal);
        var close = stat.LastIndexOf(')');
        var rest = stat[(close + 2)..].Split(' ');
        var ticks = long.Parse(rest[11], CultureInfo.InvariantCulture) + long.Parse(rest[12], CultureInfo.InvariantCulture);
        var state = rest[0] switch { "R" => "runnable", "D" => "blocked", _ => "waiting" };
        return new HotThread(stat[(open + 1)..close], long.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), state, TimeSpan.FromSeconds((double)ticks / TicksPerSecond));
    }
}
