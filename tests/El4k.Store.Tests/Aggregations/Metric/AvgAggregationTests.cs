using System.Text.Json.Nodes;
using El4k.Store.Search;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Metric;

public sealed class AvgAggregationTests
{
    [Fact]
    public void It_is_the_same_however_the_rows_are_split() => AggregationCompliance.Check(
        """{ "avg": { "field": "duration" } }""",
        documents => new JsonObject { ["value"] = documents.SelectMany(document => ReportRuns.Numbers(document, "duration")).Average() });

    [Fact]
    public void A_missing_value_counts_for_documents_without_one() => AggregationCompliance.Check(
        """{ "avg": { "field": "load", "missing": 100 } }""",
        documents => new JsonObject { ["value"] = documents.SelectMany(document => ReportRuns.Numbers(document, "load").DefaultIfEmpty(100)).Average() });

    [Fact]
    public void Without_values_there_is_none() =>
        Assert.Null(TestIndex.Of("""{ "a": 1 }""").Aggregate("""{ "avg": { "field": "nothing" } }""")["value"]);

    [Fact]
    public void The_average_of_booleans_is_their_share()
    {
        var answer = TestIndex.Of("""{ "ok": true }""", """{ "ok": true }""", """{ "ok": false }""", """{ "ok": true }""").Aggregate("""{ "avg": { "field": "ok" } }""");

        Assert.Equal(0.75, answer["value"]!.GetValue<double>());
    }

    [Fact]
    public void Words_have_no_average()
    {
        var error = Assert.Throws<InvalidRequestException>(() => TestIndex.Of("""{ "name": "x" }""").Aggregate("""{ "avg": { "field": "name" } }"""));

        Assert.Contains("[name] of type [text] is not supported for aggregation [avg]", error.Message, StringComparison.Ordinal);
    }
}
