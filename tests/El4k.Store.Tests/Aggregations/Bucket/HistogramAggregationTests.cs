using System.Text.Json.Nodes;
using El4k.Store.Search;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Bucket;

public sealed class HistogramAggregationTests
{
    [Theory]
    [InlineData("duration", 250, 0)]
    [InlineData("load", 2.5, 0)]
    [InlineData("load", 5, 1)]
    public void It_is_the_same_however_the_rows_are_split(string field, double interval, double offset) => AggregationCompliance.Check(
        $$"""{ "histogram": { "field": "{{field}}", "interval": {{interval}}, "offset": {{offset}} } }""",
        documents =>
        {
            var groups = AggregationCompliance.GroupByEach(
                documents, document => ReportRuns.Numbers(document, field).Select(value => (int)Math.Floor((value - offset) / interval))).ToDictionary(group => group.Key);
            return new JsonObject
            {
                ["buckets"] = new JsonArray([.. Enumerable.Range(groups.Keys.Min(), groups.Keys.Max() - groups.Keys.Min() + 1).Select(index => new JsonObject
                {
                    ["key"] = (index * interval) + offset,
                    ["doc_count"] = groups.TryGetValue(index, out var group) ? group.Count() : 0,
                })]),
            };
        });

    [Theory]
    [InlineData("\"interval\": 10, \"extended_bounds\": { \"min\": -10, \"max\": 40 }", "0 1 1 0 1 0")]
    [InlineData("\"interval\": 10, \"hard_bounds\": { \"min\": 10, \"max\": 20 }", "1")]
    [InlineData("\"interval\": 10, \"min_doc_count\": 1", "1 1 1")]
    public void Bounds_make_and_cut_intervals(string options, string counts)
    {
        var buckets = TestIndex.Of("""{ "a": 5 }""", """{ "a": 15 }""", """{ "a": 35 }""").Aggregate($$"""{ "histogram": { "field": "a", {{options}} } }""")["buckets"]!;

        Assert.Equal(counts, string.Join(' ', buckets.AsArray().Select(bucket => bucket!["doc_count"]!.ToString())));
    }

    [Theory]
    [InlineData("""{ "histogram": { "field": "a", "interval": 0 } }""", "must be greater than 0")]
    [InlineData("""{ "histogram": { "field": "a", "interval": 0.000001 } }""", "65536")]
    [InlineData("""{ "histogram": { "field": "a" } }""", "needs [interval]")]
    public void A_mistake_is_named(string aggregation, string part)
    {
        var error = Assert.Throws<InvalidRequestException>(() => TestIndex.Of("""{ "a": 5 }""", """{ "a": 15 }""").Aggregate(aggregation));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
