using System.Text.Json.Nodes;
using El4k.Explorer.Tests.RealStore;

namespace El4k.Explorer.Tests.Reports.Database;

[Collection(StoreCollection.Name)]
public sealed class DatabaseReportTests(StoreFixture fixture)
{
    private const string Report = "database";

    [Fact]
    public async Task Database_time_is_summed_exactly_by_customer()
    {
        var report = await GetAsync("size=2");
        var expected = RunsOf.Week.GroupBy(run => run.Customer).Select(group => (group.Key, Sum: (double)group.Sum(run => run.DatabaseMs!.Value))).OrderByDescending(group => group.Sum).ToList();
        var rows = report["rows"]!.AsArray();
        Assert.Equal(expected.Take(2), rows.Take(2).Select(row => (ReportRows.Label(row), ReportRows.Cell(row, "db"))));
        Assert.Equal(expected.Sum(group => group.Sum), ReportRows.Cell(report["total"], "db"));
        Assert.Equal(expected.Sum(group => group.Sum), rows.Sum(row => ReportRows.Cell(row, "db")));
        Assert.StartsWith($"{expected[0].Key} used ", report["answer"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(report["notes"]!.AsArray());
    }

    private Task<JsonNode> GetAsync(string more) => fixture.Explorer.GetAsync($"/api/reports/{Report}?t=-7d&{more}");
}
