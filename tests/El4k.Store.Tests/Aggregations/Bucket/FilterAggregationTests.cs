using System.Text.Json.Nodes;
using El4k.Store.Search;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Bucket;

public sealed class FilterAggregationTests
{
    [Fact]
    public void It_is_the_same_however_the_rows_are_split() => AggregationCompliance.Check(
        """{ "filter": { "term": { "status": 500 } }, "aggs": { "d": { "sum": { "field": "duration" } } } }""",
        documents =>
        {
            var failed = documents.Where(document => document["status"]!.GetValue<int>() == 500).ToList();
            return new JsonObject
            {
                ["doc_count"] = failed.Count,
                ["d"] = new JsonObject { ["value"] = failed.SelectMany(document => ReportRuns.Numbers(document, "duration")).Sum() },
            };
        });

    [Fact]
    public void Inside_other_buckets_it_counts_their_documents()
    {
        var index = TestIndex.Of("""{ "a": "x", "b": 1 }""", """{ "a": "x", "b": 2 }""", """{ "a": "y", "b": 2 }""");

        var buckets = index.Aggregate("""{ "terms": { "field": "a" }, "aggs": { "one": { "filter": { "term": { "b": 1 } } } } }""")["buckets"]!;

        Assert.Equal("1 0", $"{buckets[0]!["one"]!["doc_count"]} {buckets[1]!["one"]!["doc_count"]}");
    }

    [Fact]
    public void A_mistake_in_the_query_is_named()
    {
        var error = Assert.Throws<InvalidRequestException>(() => TestIndex.Of("{}").Aggregate("""{ "filter": { "terms": { "status": 5 } } }"""));

        Assert.Contains("[aggs.a.filter.terms.status] must be an array", error.Message, StringComparison.Ordinal);
    }
}
