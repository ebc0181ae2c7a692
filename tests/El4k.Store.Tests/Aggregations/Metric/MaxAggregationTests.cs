using System.Text.Json.Nodes;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Metric;

public sealed class MaxAggregationTests
{
    [Theory]
    [InlineData("duration")]
    [InlineData("load")]
    public void It_is_the_same_however_the_rows_are_split(string field) => AggregationCompliance.Check(
        $$"""{ "max": { "field": "{{field}}" } }""",
        documents => new JsonObject { ["value"] = documents.SelectMany(document => ReportRuns.Numbers(document, field)).Max() });

    [Fact]
    public void A_format_shows_the_last_time_another_way()
    {
        var answer = TestIndex.Of("""{ "at": "2026-11-01T10:00:00Z" }""").Aggregate("""{ "max": { "field": "at", "format": "dd.MM.yyyy" } }""");

        Assert.Equal("01.11.2026", answer["value_as_string"]!.GetValue<string>());
    }
}
