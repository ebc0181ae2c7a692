using System.Text.Json.Nodes;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Metric;

public sealed class StatsAggregationTests
{
    [Fact]
    public void They_are_the_same_however_the_rows_are_split() => AggregationCompliance.Check(
        """{ "stats": { "field": "duration" } }""",
        documents =>
        {
            var values = documents.SelectMany(document => ReportRuns.Numbers(document, "duration")).ToList();
            return new JsonObject
            {
                ["count"] = values.Count,
                ["min"] = values.Min(),
                ["max"] = values.Max(),
                ["avg"] = values.Average(),
                ["sum"] = values.Sum(),
            };
        });

    [Fact]
    public void Without_values_only_count_and_sum_are_there() => Assert.Equal(
        """{"count":0,"min":null,"max":null,"avg":null,"sum":0.0}""",
        TestIndex.Of("""{ "a": 1 }""").Aggregate("""{ "stats": { "field": "nothing" } }""").ToJsonString());
}
