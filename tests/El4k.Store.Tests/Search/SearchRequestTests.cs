using System.Text.Json;
using System.Text.Json.Nodes;
using El4k.Store.Search;

namespace El4k.Store.Tests.Search;

public sealed class SearchRequestTests
{
    private static readonly TestIndex Index = TestIndex.Create([.. Enumerable.Range(0, 25).Select(number => $$"""{ "n": {{number}} }""")], segments: 3);

    [Fact]
    public void An_answer_has_the_parts_that_clients_read()
    {
        var answer = Index.Search("""{ "size": 1, "query": { "term": { "n": 7 } }, "version": true, "seq_no_primary_term": true }""");

        ((JsonObject)answer).Remove("took");
        Assert.Equal(
            """{"timed_out":false,"_shards":{"total":1,"successful":1,"skipped":0,"failed":0},"hits":{"total":{"value":1,"relation":"eq"},"max_score":1.0,"hits":[{"_index":"logs","_id":"7","_version":1,"_seq_no":7,"_primary_term":1,"_score":1.0,"_source":{"n":7}}]}}""",
            answer.ToJsonString());
    }

    [Theory]
    [InlineData("{}", 10, 25, "eq")]
    [InlineData("""{ "size": 3 }""", 3, 25, "eq")]
    [InlineData("""{ "from": 20 }""", 5, 25, "eq")]
    [InlineData("""{ "from": 30 }""", 0, 25, "eq")]
    [InlineData("""{ "size": 0, "track_total_hits": 20 }""", 0, 20, "gte")]
    [InlineData("""{ "size": 0, "track_total_hits": 25 }""", 0, 25, "eq")]
    [InlineData("""{ "size": 0, "track_total_hits": true }""", 0, 25, "eq")]
    public void Pages_and_totals_are_as_asked_for(string body, int hits, int total, string relation)
    {
        var answer = Index.Search(body)["hits"]!;

        Assert.Equal(hits, answer["hits"]!.AsArray().Count);
        Assert.Equal(total, answer["total"]!["value"]!.GetValue<int>());
        Assert.Equal(relation, answer["total"]!["relation"]!.GetValue<string>());
    }

    [Fact]
    public void Totals_can_be_left_out_or_be_a_number()
    {
        Assert.Null(Index.Search("""{ "track_total_hits": false }""")["hits"]!["total"]);
        Assert.Equal(25, Index.Search("{}", ("rest_total_hits_as_int", "true"))["hits"]!["total"]!.GetValue<int>());
    }

    [Fact]
    public void What_clients_attach_empty_is_accepted() => Assert.Equal(
        25,
        Index.Search(
            """{ "script_fields": {}, "stored_fields": ["*"], "_source": true, "runtime_mappings": {}, "docvalue_fields": [], "timeout": "30s", "preference": "x", "track_scores": false, "explain": false, "indices_boost": [] }""",
            ("preference", "1"),
            ("ignore_unavailable", "true"),
            ("filter_path", "hits"))["hits"]!["total"]!["value"]!.GetValue<int>());

    [Theory]
    [InlineData("""{ "script_fields": { "x": {} } }""", "[script_fields] is not supported")]
    [InlineData("""{ "runtime_mappings": { "x": {} } }""", "[runtime_mappings] is not supported")]
    [InlineData("""{ "collapse": { "field": "x" } }""", "[collapse] is not supported")]
    [InlineData("""{ "profile": true }""", "[profile] is not supported")]
    [InlineData("""{ "querry": {} }""", "[querry] is not supported")]
    [InlineData("""{ "query": { "more_like_this": {} } }""", "unknown query [more_like_this] at [query]; supported are bool")]
    [InlineData("""{ "query": [] }""", "[query] must be a query object")]
    [InlineData("""{ "query": {} }""", "[query] is empty")]
    [InlineData("""{ "size": -1 }""", "[size] must be at least 0")]
    [InlineData("""{ "size": "ten" }""", "[size] must be a whole number, but is \"ten\"")]
    [InlineData("""{ "from": 9995, "size": 10 }""", "Result window is too large")]
    [InlineData("""{ "track_total_hits": "maybe" }""", "[track_total_hits]")]
    [InlineData("""{ "_source": { "only": ["a"] } }""", "[_source.only] is not supported")]
    [InlineData("""[]""", "must be an object")]
    public void A_mistake_is_named(string body, string part)
    {
        var error = Assert.Throws<InvalidRequestException>(() => Index.Search(body));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal(400, error.Status);
    }

    [Theory]
    [InlineData("q", "n:[3 TO 5]", 3)]
    [InlineData("q", "n:99", 0)]
    public void A_parameter_holds_a_query(string name, string value, int hits) =>
        Assert.Equal(hits, Index.Search("{}", (name, value))["hits"]!["total"]!["value"]!.GetValue<int>());

    [Fact]
    public void Parameters_override_the_body()
    {
        var hits = Index.Search("""{ "size": 5, "sort": "n" }""", ("size", "2"), ("from", "1"), ("sort", "n:desc,_doc"))["hits"]!["hits"]!;

        Assert.Equal(["23", "22"], hits.AsArray().Select(hit => hit!["_id"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("sise", "5", "unrecognized parameter: [sise]")]
    [InlineData("size", "many", "[size] must be a whole number")]
    [InlineData("typed_keys", "maybe", "[typed_keys] must be true or false")]
    public void A_wrong_parameter_is_named(string name, string value, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidRequestException>(() => Index.Search("{}", (name, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_post_filter_narrows_hits_but_not_aggregations()
    {
        var answer = Index.Search("""{ "post_filter": { "range": { "n": { "lt": 3 } } }, "aggs": { "a": { "value_count": { "field": "n" } } } }""");

        Assert.Equal(3, answer["hits"]!["total"]!["value"]!.GetValue<int>());
        Assert.Equal(25, answer["aggregations"]!["a"]!["value"]!.GetValue<int>());
    }

    [Fact]
    public void Several_indices_are_searched_as_one()
    {
        var other = TestIndex.Create(["""{ "n": 100, "extra": "x" }"""], name: "other");

        var answer = TestIndex.Search([Index, other], """{ "size": 2, "sort": [{ "n": "desc" }], "aggs": { "a": { "max": { "field": "n" } }, "x": { "terms": { "field": "extra" } } } }""");

        Assert.Equal(["other", "logs"], answer["hits"]!["hits"]!.AsArray().Select(hit => hit!["_index"]!.GetValue<string>()));
        Assert.Equal(100, answer["aggregations"]!["a"]!["value"]!.GetValue<double>());
        Assert.Equal(2, answer["_shards"]!["total"]!.GetValue<int>());
    }

    [Fact]
    public void A_count_takes_a_query_only()
    {
        using var body = JsonDocument.Parse("""{ "query": { "match_all": {} }, "size": 5 }""");

        Assert.Contains(
            "[size] is not supported",
            Assert.Throws<InvalidRequestException>(() => SearchRequest.ParseCount(body.RootElement, new Dictionary<string, string>())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_search_ends()
    {
        var request = SearchRequest.Parse(default, new Dictionary<string, string>());

        Assert.Throws<OperationCanceledException>(() => new SearchExecution(request, TimeProvider.System, new CancellationToken(canceled: true)).Run([Index]));
    }
}
