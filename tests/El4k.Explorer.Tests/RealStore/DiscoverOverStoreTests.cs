using System.Globalization;
using System.Text.Json.Nodes;

namespace El4k.Explorer.Tests.RealStore;

[Collection(StoreCollection.Name)]
public sealed class DiscoverOverStoreTests(StoreFixture fixture)
{
    public static TheoryData<string, string> Conditions => new()
    {
        { "f=customer:acme", "customer" },
        { "f=-customer:acme", "not customer" },
        { "f=report:\"a, b\"", "quoted" },
        { "f=report:monthly close", "blank" },
        { "f=status:500&f=duration:*", "failed runs" },
        { "f=-duration:*", "logs" },
        { "f=duration:>=1000", "slow" },
        { "f=duration:100..200", "between" },
        { "f=customer:acme,globex", "two" },
        { "f=route:/api/reports/s*", "pattern" },
        { "q=customer:acme status:500", "both" },
        { "q=customer:acme OR customer:globex", "either" },
        { "q=duration:[100 TO 200]", "range" },
        { "q=NOT _exists_:duration", "without" },
        { "q=\"connection reset\"", "phrase" },
        { "q=reset peer", "words" },
        { "q=rese*", "prefix" },
        { "q=message:rese*", "prefix in field" },
        { "q=route:\"/api/reports/stock\"", "exact" },
        { "q=failed:true", "boolean" },
        { "q=context.attempt:2", "nested" },
        { "q=user:acme-riot", "dash" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task A_condition_keeps_exactly_the_documents_it_means(string condition, string name)
    {
        var matches = Predicate(name);
        var expected = Week.Count(matches);
        Assert.InRange(expected, 1, Week.Count() - 1);
        var hits = await GetAsync($"/api/discover/hits?t=-7d&size=1&{condition}");
        Assert.Equal(expected, hits["total"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("1h", "UTC")]
    [InlineData("1d", "Europe/Berlin")]
    [InlineData("1d", "Asia/Kolkata")]
    public async Task Bars_count_what_lies_in_them_by_local_clocks(string interval, string zone)
    {
        var histogram = await GetAsync($"/api/discover/histogram?t=-7d&tz={zone}&interval={interval}");
        var buckets = histogram["buckets"]!.AsArray().Select(bucket => (At: bucket!["at"]!.GetValue<long>(), Count: bucket["count"]!.GetValue<long>())).ToList();
        var times = Week.Select(run => run.Time.ToUnixTimeMilliseconds()).ToList();
        for (var i = 0; i < buckets.Count; i++)
        {
            var end = i + 1 < buckets.Count ? buckets[i + 1].At : long.MaxValue;
            Assert.Equal(times.Count(time => time >= buckets[i].At && time < end), buckets[i].Count);
        }

        var local = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(buckets[1].At), TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal(interval == "1d" ? "00:00" : "13:00", local.ToString("HH:mm", CultureInfo.InvariantCulture));
        Assert.Equal(times.Count, histogram["total"]!.GetValue<long>());
        Assert.InRange(buckets.Count, interval == "1d" ? 8 : 168, interval == "1d" ? 9 : 170);
    }

    [Fact]
    public async Task Colours_and_ghosts_add_up()
    {
        var histogram = await GetAsync("/api/discover/histogram?t=-7d&split=report&compare=previous");
        var buckets = histogram["buckets"]!.AsArray();
        Assert.All(buckets, bucket => Assert.Equal(bucket!["count"]!.GetValue<long>(), bucket["split"]!.AsArray().Sum(one => one!.GetValue<long>())));
        var before = Traffic.Runs.Count(run => run.Time >= Some.Now.AddDays(-14) && run.Time < Some.Now.AddDays(-7));
        Assert.Equal(before, histogram["compare"]!["total"]!.GetValue<long>());
        Assert.Equal(before, buckets.Sum(bucket => bucket!["previous"]!.GetValue<long>()));
        var byCount = Week.GroupBy(run => run.Report).OrderByDescending(group => group.Count()).Select(group => group.Key);
        Assert.Equal([.. byCount.Take(5), "Other"], histogram["series"]!.AsArray().Select(one => one!["label"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Pages_give_every_document_once_newest_first()
    {
        var seen = new List<(string Id, long At)>();
        string? after = null;
        do
        {
            var page = await GetAsync($"/api/discover/hits?t=-7d&size=500&after={after}");
            seen.AddRange(page["hits"]!.AsArray().Select(hit => (hit!["id"]!.GetValue<string>(), hit["at"]!.GetValue<long>())));
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);

        Assert.Equal(Week.Count(), seen.DistinctBy(hit => hit.Id).Count());
        Assert.Equal(Week.Count(), seen.Count);
        Assert.Equal(seen.Select(hit => hit.At).OrderDescending(), seen.Select(hit => hit.At));
    }

    [Fact]
    public async Task Another_order_and_chosen_columns_hold()
    {
        var hits = (await GetAsync("/api/discover/hits?t=-7d&sort=-duration&cols=duration,context.attempt&size=20"))["hits"]!.AsArray();
        var durations = hits.Select(hit => hit!["fields"]!["duration"]!.GetValue<long>()).ToList();
        Assert.Equal(Week.Select(run => run.Duration ?? -1).OrderDescending().Take(20), durations);
        Assert.Equal(["@timestamp", "context.attempt", "duration"], hits[0]!["fields"]!.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Top_values_are_exact_and_their_filters_lead_to_as_many_documents()
    {
        var top = await GetAsync("/api/fields/report/top?t=-7d&size=5");
        var expected = Week.GroupBy(run => run.Report).OrderByDescending(group => group.Count()).ToList();
        Assert.Equal(expected.Take(5).Select(group => (long)group.Count()), top["values"]!.AsArray().Select(value => value!["count"]!.GetValue<long>()));
        Assert.Equal(expected.Skip(5).Sum(group => group.Count()), top["other"]!["count"]!.GetValue<long>());
        Assert.Equal(expected.Count, top["distinct"]!.GetValue<long>());
        foreach (var value in top["values"]!.AsArray())
        {
            var hits = await GetAsync("/api/discover/hits?t=-7d&size=1&f=" + Uri.EscapeDataString(value!["filter"]!.GetValue<string>()));
            Assert.Equal(value["count"]!.GetValue<long>(), hits["total"]!.GetValue<long>());
        }
    }

    [Fact]
    public async Task Statistics_of_a_number_are_those_of_its_values()
    {
        var stats = (await GetAsync("/api/fields/duration/top?t=-7d"))["stats"]!;
        var durations = Week.Where(run => run.Duration is not null).Select(run => (double)run.Duration!).ToList();
        Assert.Equal((durations.Min(), durations.Max(), durations.Sum()), (stats["min"]!.GetValue<double>(), stats["max"]!.GetValue<double>(), stats["sum"]!.GetValue<double>()));
        Assert.Equal(durations.Average(), stats["avg"]!.GetValue<double>(), 6);
        var sorted = durations.Order().ToList();
        Assert.InRange(stats["p95"]!.GetValue<double>(), sorted[(int)(sorted.Count * 0.93)], sorted[(int)(sorted.Count * 0.97)]);
    }

    [Fact]
    public async Task A_document_of_the_list_opens_whole()
    {
        var hit = (await GetAsync("/api/discover/hits?t=-7d&size=1"))["hits"]![0]!;
        var document = await GetAsync($"/api/documents/{hit["index"]}/{hit["id"]}");
        Assert.Equal(hit["at"]!.GetValue<long>(), document["at"]!.GetValue<long>());
        Assert.Equal("reports", document["source"]!["service"]!.GetValue<string>());
    }

    [Fact]
    public async Task Status_and_an_empty_range_lead_to_the_data()
    {
        var first = Traffic.Runs.Min(run => run.Time).ToUnixTimeMilliseconds();
        var status = await GetAsync("/api/status");
        Assert.True(status["store"]!["reachable"]!.GetValue<bool>());
        Assert.Equal(Traffic.Runs.Count, status["data"]!["count"]!.GetValue<long>());
        Assert.Equal(first, DateTimeOffset.Parse(status["data"]!["first"]!.GetValue<string>(), CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
        var elsewhere = (await GetAsync("/api/discover/histogram?t=2001&f=customer:acme"))["elsewhere"]!;
        Assert.Equal(Traffic.Runs.Count(run => run.Customer == "acme"), elsewhere["matching"]!["count"]!.GetValue<long>());
        var there = await GetAsync("/api/discover/hits?f=customer:acme&size=1&t=" + elsewhere["matching"]!["t"]);
        Assert.Equal(elsewhere["matching"]!["count"]!.GetValue<long>(), there["total"]!.GetValue<long>());
    }

    private static IEnumerable<Run> Week => Traffic.Runs.Where(run => run.Time >= Some.Now.AddDays(-7) && run.Time < Some.Now);

    private static Func<Run, bool> Predicate(string name) => name switch
    {
        "customer" => run => run.Customer == "acme",
        "not customer" => run => run.Customer != "acme",
        "quoted" => run => run.Report == "a, b",
        "blank" => run => run.Report == "monthly close",
        "failed runs" or "boolean" => run => run.Status == 500 && run.Duration is not null,
        "logs" or "without" or "phrase" or "words" or "prefix" or "prefix in field" => run => run.Duration is null,
        "slow" => run => run.Duration >= 1000,
        "between" or "range" => run => run.Duration is >= 100 and <= 200,
        "two" or "either" => run => run.Customer is "acme" or "globex",
        "pattern" => run => run.Report.StartsWith('s'),
        "both" => run => run.Customer == "acme" && run.Status == 500,
        "exact" => run => run.Report == "stock",
        "nested" => run => run.Status == 500,
        "dash" => run => run.User == "acme-riot",
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private Task<JsonNode> GetAsync(string address) => fixture.Explorer.GetAsync(address);
}
