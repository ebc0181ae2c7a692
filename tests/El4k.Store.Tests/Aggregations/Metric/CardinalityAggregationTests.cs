using System.Text.Json.Nodes;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Metric;

public sealed class CardinalityAggregationTests
{
    [Theory]
    [InlineData("user")]
    [InlineData("customer")]
    [InlineData("duration")]
    [InlineData("load")]
    [InlineData("ok")]
    public void It_is_the_same_however_the_rows_are_split(string field) => AggregationCompliance.Check(
        $$"""{ "cardinality": { "field": "{{field}}" } }""",
        documents => new JsonObject { ["value"] = documents.SelectMany(document => ReportRuns.Values(document, field)).Select(value => value.ToString()).Distinct().Count() });

    [Fact]
    public void Beyond_the_threshold_it_is_close()
    {
        var index = TestIndex.Create([.. Enumerable.Range(0, 20_000).Select(number => $$"""{ "id": "request-{{number}}" }""")], segments: 3);

        var count = index.Aggregate("""{ "cardinality": { "field": "id", "precision_threshold": 100 } }""")["value"]!.GetValue<int>();

        Assert.InRange(count, 19_400, 20_600);
    }

    [Fact]
    public void A_missing_value_is_one_more() =>
        Assert.Equal(2, TestIndex.Of("""{ "a": "x" }""", """{ "b": 1 }""").Aggregate("""{ "cardinality": { "field": "a", "missing": "none" } }""")["value"]!.GetValue<int>());

    [Fact]
    public void One_and_one_point_zero_are_one_value() =>
        Assert.Equal(2, TestIndex.Of("""{ "a": 1 }""", """{ "a": 1.0 }""", """{ "a": 1.5 }""").Aggregate("""{ "cardinality": { "field": "a" } }""")["value"]!.GetValue<int>());
}
