using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Ingest;

/// <summary>The counters of one plugin of one collector, as summed by the store.</summary>
/// <param name="Instance">The collector.</param>
/// <param name="Pipeline">Its pipeline.</param>
/// <param name="Bucket">The plugin's bucket.</param>
internal sealed record PluginCounters(string Instance, string Pipeline, JsonElement Bucket)
{
    private static readonly int MaxGroups = 200;

    public string Id => Bucket.KeyText();

    public string Name => First("name") ?? Id;

    public string? Region => First("region");

    /// <summary>When an event last went through: outputs do not write it themselves, so theirs is that of their last report of any.</summary>
    public DateTime? LastEvent => Bucket.Time("last_event") ?? Bucket.Aggregation("active")?.Time("last_report");

    /// <summary>Why the latest dead letter was refused, and when that was reported; nulls without any.</summary>
    public (string? Reason, DateTime? At) LastDeadLetter =>
        Bucket.Buckets("reason").Select(bucket => ((string?)bucket.KeyText(), bucket.Time("last"))).FirstOrDefault();

    public long Sum(string counter) => (long)(Bucket.Value(counter) ?? 0);

    public long[] Series(string counter, IReadOnlyList<long> starts)
    {
        var place = starts.Select((at, i) => (at, i)).ToDictionary(pair => pair.at, pair => pair.i);
        var series = new long[starts.Count];
        foreach (var bucket in Bucket.Buckets("time"))
        {
            if (place.TryGetValue(bucket.GetProperty("key").GetInt64(), out var i))
            {
                series[i] = (long)(bucket.Value(counter) ?? 0);
            }
        }

        return series;
    }

    /// <summary>The aggregation that <see cref="Read"/> understands: collector, pipeline, plugin, and over time.</summary>
    public static JsonObject Aggregation(NamesOfFields names, Interval interval, TimeRange range, IReadOnlyList<string> counters)
    {
        var perPlugin = new JsonObject
        {
            ["name"] = Terms(names.Exact("plugin.name"), 1),
            ["region"] = Terms(names.Exact("region"), 1),
            ["last_event"] = Dsl.Metric("max", "last_event"),
            ["active"] = new JsonObject
            {
                ["filter"] = Dsl.Range("out", ("gt", 0)),
                ["aggs"] = new JsonObject { ["last_report"] = Dsl.Metric("max", SearchScope.TimeField) },
            },
            ["reason"] = Dsl.Aggregation(
                "terms",
                new JsonObject { ["field"] = names.Exact("dead_letter_reason"), ["size"] = 1, ["order"] = new JsonObject { ["last"] = "desc" } },
                new JsonObject { ["last"] = Dsl.Metric("max", SearchScope.TimeField) }),
            ["time"] = SearchScope.Histogram(interval, range, Sums(counters)),
        };
        foreach (var (counter, sum) in Sums(counters))
        {
            perPlugin[counter] = sum!.DeepClone();
        }

        return Terms(names.Exact("instance"), MaxGroups, new JsonObject
        {
            ["pipeline"] = Terms(names.Exact("pipeline"), MaxGroups, new JsonObject
            {
                ["plugin"] = Terms(names.Exact("plugin.id"), MaxGroups, perPlugin),
            }),
        });
    }

    public static IReadOnlyList<PluginCounters> Read(JsonElement parent, string name) =>
    [
        .. from instance in parent.Buckets(name)
           from pipeline in instance.Buckets("pipeline")
           from plugin in pipeline.Buckets("plugin")
           orderby instance.KeyText(), pipeline.KeyText(), plugin.KeyText()
           select new PluginCounters(instance.KeyText(), pipeline.KeyText(), plugin),
    ];

    private static JsonObject Sums(IReadOnlyList<string> counters)
    {
        var sums = new JsonObject();
        foreach (var counter in counters)
        {
            sums[counter] = Dsl.Metric("sum", counter);
        }

        return sums;
    }

    private static JsonObject Terms(string field, int size, JsonObject? nested = null) =>
        Dsl.Aggregation("terms", new JsonObject { ["field"] = field, ["size"] = size }, nested);

    private string? First(string name) => Bucket.Buckets(name).Select(bucket => bucket.KeyText()).FirstOrDefault();
}
