using System.Text.Json.Nodes;
using El4k.Explorer.Tests.RealStore;

namespace El4k.Explorer.Tests.Reports.TimePerApi;

[Collection(StoreCollection.Name)]
public sealed class TimePerApiReportTests(StoreFixture fixture)
{
    private const string Report = "time-per-api";

    [Fact]
    public async Task Time_per_api_ranks_by_p95_with_half_of_the_runs_beside_it()
    {
        var report = await GetAsync("size=3");
        var rows = report["rows"]!.AsArray().Where(row => row!["kind"]!.GetValue<string>() == "value").ToList();
        Assert.Equal(rows.Select(row => ReportRows.Cell(row, "p95")).OrderDescending(), rows.Select(row => ReportRows.Cell(row, "p95")));
        foreach (var row in rows)
        {
            var durations = RunsOf.Week.Where(run => run.Route == ReportRows.Label(row)).Select(run => (double)run.Duration!.Value).Order().ToList();
            Assert.InRange(ReportRows.Cell(row, "p95"), durations[(int)(durations.Count * 0.92)], durations[Math.Min(durations.Count - 1, (int)(durations.Count * 0.98))]);
            Assert.InRange(ReportRows.Cell(row, "p50"), durations[(int)(durations.Count * 0.45)], durations[(int)(durations.Count * 0.55)]);
            Assert.Equal(durations.Average(), ReportRows.Cell(row, "avg"), 2);
        }

        Assert.StartsWith($"{ReportRows.Label(rows[0])} is slowest", report["answer"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private Task<JsonNode> GetAsync(string more) => fixture.Explorer.GetAsync($"/api/reports/{Report}?t=-7d&{more}");
}
