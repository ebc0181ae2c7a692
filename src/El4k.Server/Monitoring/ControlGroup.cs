using System.Globalization;
using System.Text.Json.Nodes;

namespace El4k.Server.Monitoring;

/// <summary>The limits of the container, if there is one, in the shape of Logstash's <c>os.cgroup</c>; version 2 of control groups.</summary>
internal static class ControlGroup
{
    /// <param name="root">Where the group is mounted.</param>
    public static JsonObject Read(string root = "/sys/fs/cgroup")
    {
        var report = new JsonObject();
        if (!Stat(root, "cpu.stat", out var stat))
        {
            return report;
        }

        var limits = Text(root, "cpu.max")?.Split(' ') ?? [];
        report["cgroup"] = new JsonObject
        {
            ["cpuacct"] = new JsonObject { ["control_group"] = "/", ["usage_nanos"] = 1000 * stat.GetValueOrDefault("usage_usec") },
            ["cpu"] = new JsonObject
            {
                ["control_group"] = "/",
                ["cfs_period_micros"] = limits.Length > 1 && Number(limits[1]) is { } period ? period : -1,
                ["cfs_quota_micros"] = limits.Length > 0 && Number(limits[0]) is { } quota ? quota : -1,
                ["stat"] = new JsonObject
                {
                    ["number_of_elapsed_periods"] = stat.GetValueOrDefault("nr_periods"),
                    ["number_of_times_throttled"] = stat.GetValueOrDefault("nr_throttled"),
                    ["time_throttled_nanos"] = 1000 * stat.GetValueOrDefault("throttled_usec"),
                },
            },
        };
        return report;
    }

    private static bool Stat(string root, string name, out Dictionary<string, long> values)
    {
        values = [];
        foreach (var parts in (Text(root, name) ?? "").Split('\n').Select(line => line.Split(' ')))
        {
            if (parts.Length == 2 && Number(parts[1]) is { } value)
            {
                values[parts[0]] = value;
            }
        }

        return values.Count > 0;
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string? Text(string root, string name)
    {
        try
        {
            var file = Path.Combine(root, name);
            return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
