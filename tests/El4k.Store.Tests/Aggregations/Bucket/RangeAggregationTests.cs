using System.Text.Json.Nodes;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Bucket;

public sealed class RangeAggregationTests
{
    [Fact]
    public void Ranges_are_the_same_however_the_rows_are_split() => AggregationCompliance.Check(
        """{ "range": { "field": "duration", "ranges": [{ "to": 100 }, { "from": 100, "to": 1000 }, { "key": "slow", "from": 1000 }] } }""",
        documents => new JsonObject
        {
            ["buckets"] = new JsonArray(
                new JsonObject { ["key"] = "*-100.0", ["to"] = 100, ["doc_count"] = Count(documents, value => value < 100) },
                new JsonObject { ["key"] = "100.0-1000.0", ["from"] = 100, ["to"] = 1000, ["doc_count"] = Count(documents, value => value is >= 100 and < 1000) },
                new JsonObject { ["key"] = "slow", ["from"] = 1000, ["doc_count"] = Count(documents, value => value >= 1000) }),
        });

    [Fact]
    public void Keyed_ranges_are_named()
    {
        var buckets = TestIndex.Of("""{ "a": 5 }""").Aggregate("""{ "range": { "field": "a", "keyed": true, "ranges": [{ "key": "low", "to": 10 }] } }""")["buckets"]!;

        Assert.Equal("""{"low":{"to":10.0,"doc_count":1}}""", buckets.ToJsonString());
    }

    private static int Count(IEnumerable<JsonNode> documents, Func<double, bool> holds) =>
        documents.Count(document => ReportRuns.Numbers(document, "duration").Any(holds));
}
