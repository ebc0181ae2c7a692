using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Explorer.Filters;
using El4k.Explorer.QueryDsl;
using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Reports;

/// <summary>Ranks the groups of two periods against each other.</summary>
/// <remarks>
/// First each period tells its top groups and its totals; then both are asked about the union of these, so that risers, fallers and
/// vanished groups have exact numbers on both sides, whichever period they are at the top of.
/// </remarks>
internal sealed class GroupComparison(ReportRequest request, GroupQuestion question)
{
    /// <summary>Percentiles cannot order groups in every store, so all groups are fetched and ordered here, up to this many.</summary>
    public static readonly int MaxOrderedHere = 1_000;

    private static readonly int SparkPoints = 40;

    private readonly string _exact = request.Exact(question.Group);

    public async Task<GroupComparisonResult> RunAsync(CancellationToken cancellationToken)
    {
        var interval = IntervalChooser.Choose(request.Range, SparkPoints);
        var topNow = SearchAsync(request.Range, TopGroups(), cancellationToken);
        var topBefore = request.Before is { } earlier ? SearchAsync(earlier, TopGroups(), cancellationToken) : null;
        var now = await topNow.ConfigureAwait(false);
        var before = topBefore is null ? (JsonElement?)null : await topBefore.ConfigureAwait(false);
        var keys = Top(now).Concat(before is { } found ? Top(found) : []).Select(bucket => bucket.GetProperty("key")).DistinctBy(key => key.ToString()).ToList();

        var detailsNow = SearchAsync(request.Range, Details(keys.Count, interval), cancellationToken, keys);
        var detailsBefore = request.Before is { } range ? SearchAsync(range, Details(keys.Count, null), cancellationToken, keys) : null;
        var current = await detailsNow.ConfigureAwait(false);
        var previous = detailsBefore is null ? (JsonElement?)null : await detailsBefore.ConfigureAwait(false);
        var sparkAt = current.Buckets("time").Select(At).ToList();
        var groups = keys.Select(key => ToResult(key.ToString(), current, previous, sparkAt))
            .OrderByDescending(group => group.Now.By(question.Ranking))
            .ThenByDescending(group => group.Before?.By(question.Ranking) ?? 0)
            .ThenBy(group => group.Label, StringComparer.Ordinal)
            .ToList();
        return new GroupComparisonResult(
            groups,
            GroupNumbers.Read(now, now.Total()),
            before is { } earlierAnswer ? GroupNumbers.Read(earlierAnswer, earlierAnswer.Total()) : null,
            Math.Max(groups.Count(group => group.Now.Runs > 0), (long)(now.Value("distinct") ?? 0)),
            interval,
            sparkAt);
    }

    private static long At(JsonElement bucket) => bucket.GetProperty("key").GetInt64();

    private Task<JsonElement> SearchAsync(TimeRange range, JsonObject aggregations, CancellationToken cancellationToken, List<JsonElement>? keys = null)
    {
        var query = keys is null
            ? request.QueryFor(range, question.Filters)
            : request.QueryFor(range, question.Filters, Dsl.Terms(_exact, keys.Select(key => JsonNode.Parse(key.GetRawText()))));
        return request.Store.SearchAsync(request.Scope.Index, SearchScope.Aggregate(query, aggregations), cancellationToken);
    }

    private JsonObject TopGroups()
    {
        var terms = new JsonObject { ["field"] = _exact, ["size"] = question.Ranking == GroupRanking.P95 ? MaxOrderedHere : request.Size };
        if (question.Ranking == GroupRanking.Sum)
        {
            terms["order"] = new JsonObject { ["sum"] = "desc" };
        }

        // Only what orders the groups: the numbers of those at the top are asked for afterwards.
        var order = question.Ranking switch
        {
            GroupRanking.Sum => new JsonObject { ["sum"] = Dsl.Metric("sum", question.Measure!) },
            GroupRanking.P95 => new JsonObject { ["percentiles"] = Dsl.Percentiles(question.Measure!) },
            _ => [],
        };
        var aggregations = Measures();
        aggregations["groups"] = Dsl.Aggregation("terms", terms, order);
        aggregations["distinct"] = Dsl.Metric("cardinality", _exact);
        return aggregations;
    }

    private IEnumerable<JsonElement> Top(JsonElement answer)
    {
        var buckets = answer.Buckets("groups");
        return question.Ranking == GroupRanking.P95
            ? buckets.OrderByDescending(bucket => bucket.Percentile("percentiles", "95.0") ?? 0).Take(request.Size)
            : buckets;
    }

    private JsonObject Details(int count, Interval? interval)
    {
        var perGroup = Measures();
        var aggregations = new JsonObject { ["groups"] = Dsl.Aggregation("terms", new JsonObject { ["field"] = _exact, ["size"] = Math.Max(1, count) }, perGroup) };
        if (interval is null)
        {
            return aggregations;
        }

        perGroup["time"] = SearchScope.Histogram(interval, request.Range, question.Measure is null ? null : new JsonObject { ["sum"] = Dsl.Metric("sum", question.Measure) });
        aggregations["time"] = SearchScope.Histogram(interval, request.Range);
        if (question.Mix is { } mix)
        {
            perGroup["mix"] = Dsl.Aggregation(
                "terms",
                new JsonObject { ["field"] = request.Exact(mix), ["size"] = 1, ["order"] = new JsonObject { ["sum"] = "desc" } },
                new JsonObject { ["sum"] = Dsl.Metric("sum", question.Measure!) });
        }

        return aggregations;
    }

    private JsonObject Measures() => question.Measure is not { } measure
        ? []
        : new JsonObject
        {
            ["sum"] = Dsl.Metric("sum", measure),
            ["avg"] = Dsl.Metric("avg", measure),
            ["percentiles"] = Dsl.Percentiles(measure),
        };

    private GroupResult ToResult(string key, JsonElement current, JsonElement? previous, List<long> sparkAt)
    {
        var bucket = Find(current, key);
        var before = previous is { } answer ? Read(Find(answer, key)) : null;
        var label = bucket?.KeyText() ?? (previous is { } earlier ? Find(earlier, key)?.KeyText() : null) ?? key;
        var numbers = Read(bucket);
        var mix = bucket?.Buckets("mix").FirstOrDefault() is { ValueKind: JsonValueKind.Object } costliest && numbers.Sum > 0
            ? (costliest.KeyText(), (costliest.Value("sum") ?? 0) / numbers.Sum)
            : ((string, double)?)null;
        return new GroupResult(label, FieldFilter.Is(question.Group, label), numbers, before, Spark(bucket, sparkAt), mix);
    }

    private static GroupNumbers Read(JsonElement? bucket) => bucket is { } found ? GroupNumbers.Read(found, found.Count()) : GroupNumbers.None;

    private static JsonElement? Find(JsonElement answer, string key)
    {
        var found = answer.Buckets("groups").FirstOrDefault(bucket => bucket.GetProperty("key").ToString() == key);
        return found.ValueKind == JsonValueKind.Undefined ? null : found;
    }

    // For a percentile's order the line is the average: percentiles per point and group would cost far more than the line tells.
    private double[] Spark(JsonElement? group, List<long> sparkAt)
    {
        var line = new double[sparkAt.Count];
        if (group is not { } found)
        {
            return line;
        }

        foreach (var bucket in found.Buckets("time"))
        {
            var i = sparkAt.BinarySearch(At(bucket));
            if (i >= 0)
            {
                var sum = bucket.Value("sum") ?? 0;
                line[i] = question.Ranking switch
                {
                    GroupRanking.Runs => bucket.Count(),
                    GroupRanking.Sum => sum,
                    _ => bucket.Count() == 0 ? 0 : Math.Round(sum / bucket.Count(), 3),
                };
            }
        }

        return line;
    }
}
