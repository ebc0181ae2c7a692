using System.Text.Json.Nodes;

namespace El4k.Explorer.Tests.RealStore;

[Collection(StoreCollection.Name)]
public sealed class ReportsOverStoreTests(StoreFixture fixture)
{
    [Fact]
    public async Task Most_used_reports_count_runs_and_no_logs()
    {
        var report = await GetAsync("most-used", "size=3");
        var expected = RunsOf.Week.GroupBy(run => run.Report).OrderByDescending(group => group.Count()).ToList();
        var rows = report["rows"]!.AsArray();
        Assert.Equal(expected.Take(3).Select(group => (group.Key, (double)group.Count())), rows.Take(3).Select(row => (ReportRows.Label(row), ReportRows.Cell(row, "runs"))));
        Assert.Equal(RunsOf.Week.Count(), ReportRows.Cell(report["total"], "runs"));
        foreach (var row in rows.Where(row => row!["kind"]!.GetValue<string>() == "value"))
        {
            var before = RunsOf.WeekBefore.Count(run => run.Report == ReportRows.Label(row));
            Assert.Equal((ReportRows.Cell(row, "runs") - before) / before, ReportRows.Cell(row, "change"), 5);
            Assert.Equal(ReportRows.Cell(row, "runs"), row!["spark"]!.AsArray().Sum(point => point!.GetValue<double>()));
        }

        Assert.Equal(ReportRows.Cell(report["total"], "runs"), rows.Sum(row => ReportRows.Cell(row, "runs")));
        Assert.Equal(1, rows.Sum(row => ReportRows.Cell(row, "share")), 4);
        Assert.Contains($"of {RunsOf.Week.Count():N0} runs", report["answer"]!.GetValue<string>(), StringComparison.Ordinal);
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
        foreach (var row in report["rows"]!.AsArray().Append(report["total"]).Where(row => row!["discover"] is not null && row["note"]?.GetValue<string>() != "gone"))
        {
            var query = row!["discover"]!.GetValue<string>()["/discover?".Length..];
            var hits = await fixture.Explorer.GetAsync("/api/discover/hits?size=1&" + query);
            Assert.Equal(ReportRows.Cell(row, "runs"), hits["total"]!.GetValue<long>());
        }
    }

    [Fact]
    public async Task What_nobody_ran_any_more_is_shown_as_gone_and_leads_to_its_last_documents()
    {
        var report = await GetAsync("most-used", "");
        var row = report["rows"]!.AsArray().Single(one => ReportRows.Label(one) == "legacy")!;
        Assert.Equal(("gone", 0, 40), (row["note"]!.GetValue<string>(), ReportRows.Cell(row, "runs"), row["previous"]!["runs"]!.GetValue<double>()));
        var hits = await fixture.Explorer.GetAsync("/api/discover/hits?size=1&" + row["discover"]!.GetValue<string>()["/discover?".Length..]);
        Assert.Equal(40, hits["total"]!.GetValue<long>());
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

    private Task<JsonNode> GetAsync(string name, string more) => fixture.Explorer.GetAsync($"/api/reports/{name}?t=-7d&{more}");
}
