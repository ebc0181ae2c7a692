using System.Text.Json.Nodes;
using El4k.Store.Search;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Metric;

public sealed class PercentilesAggregationTests
{
    [Theory]
    [InlineData("duration")]
    [InlineData("load")]
    public void They_are_within_their_bound_however_the_rows_are_split(string field) => AggregationCompliance.Check(
        $$"""{ "percentiles": { "field": "{{field}}", "percents": [0, 1, 25, 50, 95, 99.9, 100] } }""",
        documents =>
        {
            var values = documents.SelectMany(document => ReportRuns.Numbers(document, field)).Order().ToList();
            return new JsonObject
            {
                ["values"] = new JsonObject(((double[])[0, 1, 25, 50, 95, 99.9, 100]).Select(percent =>
                    KeyValuePair.Create(percent.ToString("0.0##"), (JsonNode?)Quantile(values, percent)))),
            };
        },
        tolerance: 0.008);

    [Fact]
    public void Of_few_values_they_are_exact()
    {
        var index = TestIndex.Of([.. Enumerable.Range(1, 99).Select(number => $$"""{ "a": {{number * 7}} }""")]);

        var values = index.Aggregate("""{ "percentiles": { "field": "a", "percents": [50, 95] } }""")["values"]!;

        Assert.Equal(350, values["50.0"]!.GetValue<double>());
        Assert.Equal(Quantile([.. Enumerable.Range(1, 99).Select(number => number * 7.0)], 95), values["95.0"]!.GetValue<double>(), 9);
    }

    [Fact]
    public void With_hdr_a_percentile_is_one_of_the_values()
    {
        var index = TestIndex.Of("""{ "a": 1 }""", """{ "a": 51 }""", """{ "a": 101 }""", """{ "a": 151 }""");

        Assert.Equal(
            """{"1.0":1.0,"25.0":1.0,"50.0":51.0,"75.0":101.0,"99.0":151.0}""",
            index.Aggregate("""{ "percentiles": { "field": "a", "percents": [1, 25, 50, 75, 99], "hdr": { "number_of_significant_value_digits": 3 } } }""")["values"]!.ToJsonString());
    }

    [Fact]
    public void A_list_has_them_in_order()
    {
        var values = TestIndex.Of("""{ "a": 4 }""").Aggregate("""{ "percentiles": { "field": "a", "percents": [95, 50], "keyed": false } }""")["values"]!;

        Assert.Equal("""[{"key":50.0,"value":4.0},{"key":95.0,"value":4.0}]""", values.ToJsonString());
    }

    [Fact]
    public void Without_values_they_are_null() =>
        Assert.Null(TestIndex.Of("""{ "a": 1 }""").Aggregate("""{ "percentiles": { "field": "nothing" } }""")["values"]!["50.0"]);

    [Fact]
    public void A_share_above_all_is_refused()
    {
        var error = Assert.Throws<InvalidRequestException>(() => TestIndex.Of("{}").Aggregate("""{ "percentiles": { "field": "a", "percents": [50, 101] } }"""));

        Assert.Contains("aggs.a.percentiles.percents[1]", error.Message, StringComparison.Ordinal);
    }

    private static double Quantile(List<double> ordered, double percent)
    {
        var rank = Math.Clamp((percent / 100 * ordered.Count) - 0.5, 0, ordered.Count - 1);
        var below = (int)Math.Floor(rank);
        var above = Math.Min(below + 1, ordered.Count - 1);
        return ordered[below] + ((rank - below) * (ordered[above] - ordered[below]));
    }
}
