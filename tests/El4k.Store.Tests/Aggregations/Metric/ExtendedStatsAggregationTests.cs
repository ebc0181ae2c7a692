using System.Text.Json.Nodes;
using El4k.Store.Search;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Metric;

public sealed class ExtendedStatsAggregationTests
{
    [Fact]
    public void They_are_the_same_however_the_rows_are_split() => AggregationCompliance.Check(
        """{ "extended_stats": { "field": "duration", "sigma": 3 } }""",
        documents =>
        {
            var values = documents.SelectMany(document => ReportRuns.Numbers(document, "duration")).ToList();
            var average = values.Average();
            var variance = values.Sum(value => (value - average) * (value - average)) / values.Count;
            var sampling = variance * values.Count / (values.Count - 1);
            return new JsonObject
            {
                ["count"] = values.Count,
                ["min"] = values.Min(),
                ["max"] = values.Max(),
                ["avg"] = average,
                ["sum"] = values.Sum(),
                ["sum_of_squares"] = values.Sum(value => value * value),
                ["variance"] = variance,
                ["variance_population"] = variance,
                ["variance_sampling"] = sampling,
                ["std_deviation"] = Math.Sqrt(variance),
                ["std_deviation_population"] = Math.Sqrt(variance),
                ["std_deviation_sampling"] = Math.Sqrt(sampling),
                ["std_deviation_bounds"] = new JsonObject
                {
                    ["upper"] = average + (3 * Math.Sqrt(variance)),
                    ["lower"] = average - (3 * Math.Sqrt(variance)),
                    ["upper_population"] = average + (3 * Math.Sqrt(variance)),
                    ["lower_population"] = average - (3 * Math.Sqrt(variance)),
                    ["upper_sampling"] = average + (3 * Math.Sqrt(sampling)),
                    ["lower_sampling"] = average - (3 * Math.Sqrt(sampling)),
                },
            };
        });

    [Fact]
    public void Without_values_they_are_null()
    {
        var answer = TestIndex.Of("""{ "a": 1 }""").Aggregate("""{ "extended_stats": { "field": "nothing" } }""");

        Assert.Equal(0, answer["count"]!.GetValue<int>());
        Assert.Null(answer["variance"]);
        Assert.Null(answer["std_deviation_bounds"]!["upper"]);
    }

    [Fact]
    public void A_negative_sigma_is_refused() => Assert.Contains(
        "[sigma] must be greater than or equal to 0. Found [-1.0] in [a]",
        Assert.Throws<InvalidRequestException>(() => TestIndex.Of("{}").Aggregate("""{ "extended_stats": { "field": "n", "sigma": -1 } }""")).Message,
        StringComparison.Ordinal);
}
