using System.Text.Json.Nodes;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Metric;

public sealed class ValueCountAggregationTests
{
    [Theory]
    [InlineData("duration")]
    [InlineData("load")]
    [InlineData("ok")]
    [InlineData("report")]
    public void It_is_the_same_however_the_rows_are_split(string field) => AggregationCompliance.Check(
        $$"""{ "value_count": { "field": "{{field}}" } }""",
        documents => new JsonObject { ["value"] = documents.Sum(document => ReportRuns.Values(document, field).Count()) });

    [Fact]
    public void Without_values_it_is_zero() =>
        Assert.Equal(0, TestIndex.Of("""{ "a": 1 }""").Aggregate("""{ "value_count": { "field": "nothing" } }""")["value"]!.GetValue<int>());
}
