using System.Text.Json.Nodes;

namespace El4k.Explorer.Tests.Reports.MostUsed;

public sealed class MostUsedReportTests
{
    private const string Before = "2026-11-11T12:34:56.789Z";

    // Now: sales 60, stock 30, rest 10 in others. Before: sales 50, tax 40 (gone now), rest 10.
    private static FakeStore Store() => new FakeStore().On("/_mapping", Some.Mapping)
        .OnSearch("\"begin\"", FakeStore.Hits(300, """{"begin":{"value":0}}"""))
        .OnSearch("with_duration", FakeStore.Hits(100, """{"report":{"doc_count":100},"with_duration":{"doc_count":100,"report":{"doc_count":100}}}"""))
        .OnSearch("distinct", FakeStore.Hits(100, """
            {"groups":{"buckets":[{"key":"sales","doc_count":60},{"key":"stock","doc_count":30}]},"distinct":{"value":8},"sum":{"value":5000},"avg":{"value":50},"percentiles":{"values":{"50.0":40,"95.0":90}}}
            """))
        .OnSearch("\"time\"", FakeStore.Hits(90, """
            {"groups":{"buckets":[
              {"key":"sales","doc_count":60,"sum":{"value":3000},"avg":{"value":50},"percentiles":{"values":{"50.0":40,"95.0":90}},"time":{"buckets":[{"key":1000,"doc_count":20},{"key":3000,"doc_count":40}]}},
              {"key":"stock","doc_count":30,"sum":{"value":1500},"avg":{"value":50},"percentiles":{"values":{"50.0":40,"95.0":90}},"time":{"buckets":[{"key":2000,"doc_count":30}]}}]},
             "time":{"buckets":[{"key":1000,"doc_count":20},{"key":2000,"doc_count":30},{"key":3000,"doc_count":40}]}}
            """))
        .OnSearch(Before, FakeStore.Hits(100, """
            {"groups":{"buckets":[{"key":"sales","doc_count":50,"sum":{"value":2500}},{"key":"tax","doc_count":40,"sum":{"value":2000}}]},"distinct":{"value":5},"sum":{"value":5000}}
            """));

    [Fact]
    public async Task The_answer_is_one_sentence_and_the_table_the_union_of_both_periods()
    {
        await using var host = await ExplorerHost.StartAsync(Store());
        var report = await host.GetAsync("/api/reports/most-used?t=-7d&size=2&f=status:200");

        Assert.Equal("Top 2 of 8 reports make 90 % of 100 runs, unchanged.", report["answer"]!.GetValue<string>());
        Assert.Equal(["label", "runs", "share", "change", "avg", "p50", "p95", "spark"], report["columns"]!.AsArray().Select(column => column!["key"]!.GetValue<string>()));
        Assert.Equal(["sales", "stock", "tax", "Other"], report["rows"]!.AsArray().Select(row => row!["label"]!.GetValue<string>()));
        JsonAssert.Equal("""
            {"kind":"value","label":"sales","rank":1,"cells":{"runs":60,"share":0.6,"change":0.2,"time":3000,"avg":50,"p50":40,"p95":90},"previous":{"runs":50},
             "spark":[20,0,40],"note":null,"filters":["report:sales"],"discover":"/discover?f=status:200&f=report:sales&f=report:*&f=duration:*&t=-7d"}
            """, report["rows"]![0], "sales");
    }

    [Fact]
    public async Task Risers_and_vanished_groups_are_marked_and_lead_to_documents_that_exist()
    {
        await using var host = await ExplorerHost.StartAsync(Store());
        var rows = (await host.GetAsync("/api/reports/most-used?t=-7d&size=2"))["rows"]!.AsArray().ToDictionary(row => row!["label"]!.GetValue<string>(), row => row!);
        Assert.Equal("new", rows["stock"]["note"]!.GetValue<string>());
        Assert.Null(rows["stock"]["cells"]!["change"]);
        Assert.Equal("gone", rows["tax"]["note"]!.GetValue<string>());
        Assert.Equal(-1, rows["tax"]["cells"]!["change"]!.GetValue<double>());
        Assert.Contains("t=" + Before, rows["tax"]["discover"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_is_the_total_less_what_is_shown_also_for_sums()
    {
        await using var host = await ExplorerHost.StartAsync(Store());
        var report = await host.GetAsync("/api/reports/most-used?t=-7d&size=2");
        var other = report["rows"]!.AsArray()[^1]!;
        Assert.Equal(("other", 10, 500, 0.1), (other["kind"]!.GetValue<string>(), Cell(other, "runs"), Cell(other, "time"), Cell(other, "share")));
        Assert.Null(other["discover"]);
        Assert.Equal((100, 5000), (Cell(report["total"]!, "runs"), Cell(report["total"]!, "time")));
    }

    [Fact]
    public async Task Without_comparison_there_is_no_change()
    {
        await using var host = await ExplorerHost.StartAsync(Store());
        var report = await host.GetAsync("/api/reports/most-used?t=-7d&size=2&compare=none");
        Assert.Null(report["compare"]);
        Assert.DoesNotContain("change", report["columns"]!.AsArray().Select(column => column!["key"]!.GetValue<string>()));
        Assert.Equal("Top 2 of 8 reports make 90 % of 100 runs.", report["answer"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_period_before_data_began_is_not_compared_with_and_the_reader_is_told()
    {
        var begin = Some.Now.AddDays(-8).ToUnixTimeMilliseconds();
        await using var host = await ExplorerHost.StartAsync(Store().OnSearch("\"begin\"", FakeStore.Hits(100, $$$$"""{"begin":{"value":{{{{begin}}}}}}""")));
        var report = await host.GetAsync("/api/reports/most-used?t=-7d&size=2");
        Assert.Null(report["compare"]);
        Assert.Contains("no data before 17 Nov 2026 12:34", Assert.Single(report["notes"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_count_says_what_is_missing_and_where_data_is()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/_mapping", "{}").On("/_search", """{"hits":{"total":{"value":0},"hits":[]}}"""));
        var report = await host.GetAsync("/api/reports/most-used");
        Assert.Equal("No document in this time range has a field report or route.", report["answer"]!.GetValue<string>());
        JsonAssert.Equal("""{"matching":null,"all":null}""", report["empty"]!["elsewhere"], "elsewhere");
        Assert.Empty(report["rows"]!.AsArray());
    }

    [Fact]
    public async Task The_list_has_the_five_questions_in_order()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore());
        Assert.Equal(
            ["most-used", "database", "time-per-api", "time-per-customer", "unusual-users"],
            (await host.GetAsync("/api/reports"))["reports"]!.AsArray().Select(report => report!["name"]!.GetValue<string>()));
    }

    private static double Cell(JsonNode row, string key) => row["cells"]![key]!.GetValue<double>();
}
