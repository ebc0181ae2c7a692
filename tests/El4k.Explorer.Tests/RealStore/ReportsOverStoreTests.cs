using System.Text.Json.Nodes;

namespace El4k.Explorer.Tests.RealStore;

public sealed class ReportsOverStoreTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Most_used_reports_count_runs_and_no_logs()
    {
        var report = await GetAsync("most-used", "size=3");
        var expected = Now.GroupBy(run => run.Report).OrderByDescending(group => group.Count()).ToList();
        var rows = report["rows"]!.AsArray();
        Assert.Equal(expected.Take(3).Select(group => (group.Key, (double)group.Count())), rows.Take(3).Select(row => (Label(row), Cell(row, "runs"))));
        Assert.Equal(Now.Count(), Cell(report["total"], "runs"));
        foreach (var row in rows.Where(row => row!["kind"]!.GetValue<string>() == "value"))
        {
            var before = Before.Count(run => run.Report == Label(row));
            Assert.Equal((Cell(row, "runs") - before) / before, Cell(row, "change"), 5);
            Assert.Equal(Cell(row, "runs"), row!["spark"]!.AsArray().Sum(point => point!.GetValue<double>()));
        }

        Assert.Equal(Cell(report["total"], "runs"), rows.Sum(row => Cell(row, "runs")));
        Assert.Equal(1, rows.Sum(row => Cell(row, "share")), 4);
        Assert.Contains($"of {Now.Count():N0} runs", report["answer"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_time_is_summed_exactly_by_customer()
    {
        var report = await GetAsync("database", "size=2");
        var expected = Now.GroupBy(run => run.Customer).Select(group => (group.Key, Sum: (double)group.Sum(run => run.DatabaseMs!.Value))).OrderByDescending(group => group.Sum).ToList();
        var rows = report["rows"]!.AsArray();
        Assert.Equal(expected.Take(2), rows.Take(2).Select(row => (Label(row), Cell(row, "db"))));
        Assert.Equal(expected.Sum(group => group.Sum), Cell(report["total"], "db"));
        Assert.Equal(expected.Sum(group => group.Sum), rows.Sum(row => Cell(row, "db")));
        Assert.StartsWith($"{expected[0].Key} used ", report["answer"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(report["notes"]!.AsArray());
    }

    [Fact]
    public async Task Time_per_api_ranks_by_p95_with_half_of_the_runs_beside_it()
    {
        var report = await GetAsync("time-per-api", "size=3");
        var rows = report["rows"]!.AsArray().Where(row => row!["kind"]!.GetValue<string>() == "value").ToList();
        Assert.Equal(rows.Select(row => Cell(row, "p95")).OrderDescending(), rows.Select(row => Cell(row, "p95")));
        foreach (var row in rows)
        {
            var durations = Now.Where(run => run.Route == Label(row)).Select(run => (double)run.Duration!.Value).Order().ToList();
            Assert.InRange(Cell(row, "p95"), durations[(int)(durations.Count * 0.92)], durations[Math.Min(durations.Count - 1, (int)(durations.Count * 0.98))]);
            Assert.InRange(Cell(row, "p50"), durations[(int)(durations.Count * 0.45)], durations[(int)(durations.Count * 0.55)]);
            Assert.Equal(durations.Average(), Cell(row, "avg"), 2);
        }

        Assert.StartsWith($"{Label(rows[0])} is slowest", report["answer"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_per_customer_says_which_report_costs_most()
    {
        var report = await GetAsync("time-per-customer", "");
        foreach (var row in report["rows"]!.AsArray())
        {
            var runs = Now.Where(run => run.Customer == Label(row)).ToList();
            Assert.Equal(runs.Sum(run => run.Duration!.Value), Cell(row, "time"));
            var costliest = runs.GroupBy(run => run.Report).MaxBy(group => group.Sum(run => run.Duration!.Value))!.Key;
            Assert.StartsWith($"mostly {costliest} (", row!["note"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_user_who_runs_riot_is_the_only_unusual_one()
    {
        var report = await GetAsync("unusual-users", "");
        var row = Assert.Single(report["rows"]!.AsArray());
        Assert.Equal(("acme-riot", "acme", 500), (Label(row), row!["cells"]!["customer"]!.GetValue<string>(), Cell(row, "runs")));
        Assert.Equal("new", row["note"]!.GetValue<string>());
        Assert.Equal(500, row["spark"]!.AsArray().Sum(point => point!.GetValue<double>()));
        Assert.Contains("robust deviations", report["rule"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("acme-riot of acme has", report["answer"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("most-used")]
    [InlineData("database")]
    [InlineData("time-per-api")]
    [InlineData("time-per-customer")]
    [InlineData("unusual-users")]
    public async Task Every_row_leads_to_exactly_its_documents(string name)
    {
        var report = await GetAsync(name, "f=-report:tax&q=duration:>30");
        foreach (var row in report["rows"]!.AsArray().Append(report["total"]).Where(row => row!["discover"] is not null))
        {
            var query = row!["discover"]!.GetValue<string>()["/discover?".Length..];
            var hits = await fixture.Explorer.GetAsync("/api/discover/hits?size=1&" + query);
            Assert.Equal(Cell(row, "runs"), hits["total"]!.GetValue<long>());
        }
    }

    [Theory]
    [InlineData("most-used")]
    [InlineData("database")]
    [InlineData("time-per-api")]
    [InlineData("time-per-customer")]
    [InlineData("unusual-users")]
    public async Task A_report_without_data_says_so_and_leads_to_it(string name)
    {
        var report = await fixture.Explorer.GetAsync($"/api/reports/{name}?t=2001");
        Assert.Equal(report["answer"]!.GetValue<string>(), report["empty"]!["message"]!.GetValue<string>());
        Assert.NotNull(report["empty"]!["elsewhere"]!["matching"]!["t"]);
        Assert.Empty(report["rows"]!.AsArray());
    }

    private static IEnumerable<Run> Now => Between(7, 0);

    private static IEnumerable<Run> Before => Between(14, 7);

    private static IEnumerable<Run> Between(int from, int to) =>
        Traffic.Runs.Where(run => run.Duration is not null && run.Time >= Some.Now.AddDays(-from) && run.Time < Some.Now.AddDays(-to));

    private static string Label(JsonNode? row) => row!["label"]!.GetValue<string>();

    private static double Cell(JsonNode? row, string key) => row!["cells"]![key]!.GetValue<double>();

    private Task<JsonNode> GetAsync(string name, string more) => fixture.Explorer.GetAsync($"/api/reports/{name}?t=-7d&{more}");
}
