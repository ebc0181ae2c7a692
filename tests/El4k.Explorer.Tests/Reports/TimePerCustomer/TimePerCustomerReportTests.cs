using System.Text.Json.Nodes;
using El4k.Explorer.Tests.RealStore;

namespace El4k.Explorer.Tests.Reports.TimePerCustomer;

[Collection(StoreCollection.Name)]
public sealed class TimePerCustomerReportTests(StoreFixture fixture)
{
    private const string Report = "time-per-customer";

    [Fact]
    public async Task Time_per_customer_says_which_report_costs_most()
    {
        var report = await GetAsync("");
        foreach (var row in report["rows"]!.AsArray())
        {
            var runs = RunsOf.Week.Where(run => run.Customer == ReportRows.Label(row)).ToList();
            Assert.Equal(runs.Sum(run => run.Duration!.Value), ReportRows.Cell(row, "time"));
            var costliest = runs.GroupBy(run => run.Report).MaxBy(group => group.Sum(run => run.Duration!.Value))!.Key;
            Assert.StartsWith($"mostly {costliest} (", row!["note"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    private Task<JsonNode> GetAsync(string more) => fixture.Explorer.GetAsync($"/api/reports/{Report}?t=-7d&{more}");
}
