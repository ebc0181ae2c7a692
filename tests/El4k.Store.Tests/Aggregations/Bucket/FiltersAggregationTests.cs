using System.Text.Json.Nodes;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Bucket;

public sealed class FiltersAggregationTests
{
    [Fact]
    public void Named_filters_are_the_same_however_the_rows_are_split() => AggregationCompliance.Check(
        """{ "filters": { "other_bucket_key": "rest", "filters": { "failed": { "term": { "status": 500 } }, "sales": { "term": { "report.keyword": "sales" } } } } }""",
        documents => new JsonObject
        {
            ["buckets"] = new JsonObject
            {
                ["failed"] = new JsonObject { ["doc_count"] = documents.Count(IsFailed) },
                ["sales"] = new JsonObject { ["doc_count"] = documents.Count(IsSales) },
                ["rest"] = new JsonObject { ["doc_count"] = documents.Count(document => !IsFailed(document) && !IsSales(document)) },
            },
        });

    [Fact]
    public void A_list_of_filters_has_a_list_of_buckets()
    {
        var buckets = TestIndex.Of("""{ "a": 1 }""", """{ "a": 2 }""").Aggregate(
            """{ "filters": { "other_bucket": true, "filters": [{ "query_string": { "query": "a:1" } }, { "match_none": {} }] } }""")["buckets"]!;

        Assert.Equal("""[{"doc_count":1},{"doc_count":0},{"doc_count":1}]""", buckets.ToJsonString());
    }

    private static bool IsFailed(JsonNode document) => document["status"]!.GetValue<int>() == 500;

    private static bool IsSales(JsonNode document) => document["report"]!.GetValue<string>() == "sales";
}
