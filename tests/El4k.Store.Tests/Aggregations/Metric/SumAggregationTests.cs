using System.Text.Json.Nodes;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Metric;

public sealed class SumAggregationTests
{
    [Theory]
    [InlineData("duration")]
    [InlineData("load")]
    public void It_is_the_same_however_the_rows_are_split(string field) => AggregationCompliance.Check(
        $$"""{ "sum": { "field": "{{field}}" } }""",
        documents => new JsonObject { ["value"] = documents.SelectMany(document => ReportRuns.Numbers(document, field)).Sum() });

    [Fact]
    public void Without_values_it_is_zero() =>
        Assert.Equal("0.0", TestIndex.Of("""{ "a": 1 }""").Aggregate("""{ "sum": { "field": "nothing" } }""")["value"]!.ToJsonString());

    [Fact]
    public void Whole_numbers_and_fractions_of_one_field_are_added_up() =>
        Assert.Equal(3.5, TestIndex.Of("""{ "a": 1 }""", """{ "a": 2.5 }""").Aggregate("""{ "sum": { "field": "a" } }""")["value"]!.GetValue<double>());
}
