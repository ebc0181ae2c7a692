using System.Text.Json.Nodes;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Metric;

public sealed class MinAggregationTests
{
    [Theory]
    [InlineData("duration")]
    [InlineData("load")]
    public void It_is_the_same_however_the_rows_are_split(string field) => AggregationCompliance.Check(
        $$"""{ "min": { "field": "{{field}}" } }""",
        documents => new JsonObject { ["value"] = documents.SelectMany(document => ReportRuns.Numbers(document, field)).Min() });

    [Fact]
    public void The_first_time_is_shown_as_a_date_too() => AggregationCompliance.Check(
        """{ "min": { "field": "@timestamp" } }""",
        documents =>
        {
            var first = documents.Min(ReportRuns.TimeOf);
            return new JsonObject
            {
                ["value"] = first,
                ["value_as_string"] = DateTimeOffset.FromUnixTimeMilliseconds(first).ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'"),
            };
        });

    [Fact]
    public void Without_values_there_is_none() =>
        Assert.Null(TestIndex.Of("""{ "a": 1 }""").Aggregate("""{ "min": { "field": "nothing" } }""")["value"]);
}
