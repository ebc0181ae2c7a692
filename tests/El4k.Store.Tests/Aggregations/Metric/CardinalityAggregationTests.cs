using System.Text.Json.Nodes;
using El4k.Store.Aggregations;
using El4k.Store.Aggregations.Metric.Cardinality;
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
    public void Inside_buckets_it_counts_their_documents() => AggregationCompliance.Check(
        """{ "filters": { "filters": { "failed": { "term": { "status": 500 } }, "all": { "match_all": {} } } }, "aggs": { "u": { "cardinality": { "field": "user" } } } }""",
        documents => new JsonObject
        {
            ["buckets"] = new JsonObject
            {
                ["failed"] = Bucket(documents.Where(document => document["status"]!.GetValue<int>() == 500)),
                ["all"] = Bucket(documents),
            },
        });

    [Fact]
    public void When_memory_is_short_it_is_close_instead_of_failing()
    {
        var limits = new AggregationLimits(maximumBytes: 200_000);
        var counter = new DistinctCounter(threshold: 40_000, limits);

        for (var i = 0L; i < 30_000; i++)
        {
            counter.Add(StableHash.Of(i));
        }

        Assert.InRange(counter.Count(), 29_000, 31_000);
    }

    [Fact]
    public void A_missing_value_is_one_more() =>
        Assert.Equal(2, TestIndex.Of("""{ "a": "x" }""", """{ "b": 1 }""").Aggregate("""{ "cardinality": { "field": "a", "missing": "none" } }""")["value"]!.GetValue<int>());

    [Fact]
    public void One_and_one_point_zero_are_one_value() =>
        Assert.Equal(2, TestIndex.Of("""{ "a": 1 }""", """{ "a": 1.0 }""", """{ "a": 1.5 }""").Aggregate("""{ "cardinality": { "field": "a" } }""")["value"]!.GetValue<int>());

    private static JsonObject Bucket(IEnumerable<JsonNode> documents) => new()
    {
        ["doc_count"] = documents.Count(),
        ["u"] = new JsonObject { ["value"] = documents.Select(document => document["user"]!.GetValue<string>()).Distinct().Count() },
    };
}
