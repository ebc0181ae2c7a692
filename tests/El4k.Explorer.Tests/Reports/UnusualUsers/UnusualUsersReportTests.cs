using System.Text.Json.Nodes;
using El4k.Explorer.Tests.RealStore;

namespace El4k.Explorer.Tests.Reports.UnusualUsers;

[Collection(StoreCollection.Name)]
public sealed class UnusualUsersReportTests(StoreFixture fixture)
{
    private const string Report = "unusual-users";

    [Fact]
    public async Task The_user_who_runs_riot_is_the_only_unusual_one()
    {
        var report = await GetAsync("");
        var row = Assert.Single(report["rows"]!.AsArray());
        Assert.Equal(("acme-riot", "acme", 500), (ReportRows.Label(row), row!["cells"]!["customer"]!.GetValue<string>(), ReportRows.Cell(row, "runs")));
        Assert.Equal("new", row["note"]!.GetValue<string>());
        Assert.Equal(500, row["spark"]!.AsArray().Sum(point => point!.GetValue<double>()));
        Assert.Contains("robust deviations", report["rule"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("acme-riot of acme has", report["answer"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private Task<JsonNode> GetAsync(string more) => fixture.Explorer.GetAsync($"/api/reports/{Report}?t=-7d&{more}");
}
