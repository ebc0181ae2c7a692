using System.Text.Json.Nodes;
using El4k.Store.Search;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations.Bucket;

public sealed class TermsAggregationTests
{
    [Theory]
    [InlineData("report", 10)]
    [InlineData("report", 2)]
    [InlineData("customer", 3)]
    [InlineData("user", 25)]
    public void Strings_are_counted_exactly_however_the_rows_are_split(string field, int size) => AggregationCompliance.Check(
        $$"""{ "terms": { "field": "{{field}}", "size": {{size}} } }""",
        documents => Expected(Groups(documents, field).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal), size));

    [Fact]
    public void Numbers_keep_their_kind() => AggregationCompliance.Check(
        """{ "terms": { "field": "status" } }""",
        documents => Expected(
            AggregationCompliance.GroupByEach(documents, document => ReportRuns.Numbers(document, "status")).OrderByDescending(group => group.Count()), 10));

    [Fact]
    public void Booleans_are_shown_as_words()
    {
        var buckets = TestIndex.Of("""{ "ok": true }""", """{ "ok": true }""", """{ "ok": false }""").Aggregate("""{ "terms": { "field": "ok" } }""")["buckets"]!;

        Assert.Equal(
            """[{"key":1,"key_as_string":"true","doc_count":2},{"key":0,"key_as_string":"false","doc_count":1}]""", buckets.ToJsonString());
    }

    [Theory]
    [InlineData("""{ "_count": "asc" }""", "asc")]
    [InlineData("""{ "_key": "desc" }""", "keys desc")]
    [InlineData("""{ "total": "desc" }""", "total desc")]
    [InlineData("""{ "load.avg": "asc" }""", "load asc")]
    [InlineData("""[{ "worst.99": "desc" }, { "_key": "asc" }]""", "p99 desc")]
    [InlineData("""{ "worst[99.0]": "desc" }""", "p99 desc")]
    [InlineData("""{ "good>load": "desc" }""", "good desc")]
    public void Buckets_come_in_the_order_asked_for(string order, string meaning)
    {
        var index = TestIndex.Create(ReportRuns.Create(500), segments: 3);
        var buckets = index.Aggregate($$"""
            { "terms": { "field": "report", "order": {{order}} },
              "aggs": { "total": { "sum": { "field": "duration" } }, "load": { "stats": { "field": "load" } }, "worst": { "percentiles": { "field": "duration", "percents": [99] } },
                        "good": { "filter": { "term": { "ok": true } }, "aggs": { "load": { "max": { "field": "load" } } } } } }
            """)["buckets"]!.AsArray();

        var figures = buckets.Select(bucket => meaning.Split(' ')[0] switch
        {
            "total" => bucket!["total"]!["value"]!.GetValue<double>(),
            "load" => bucket!["load"]!["avg"]!.GetValue<double>(),
            "p99" => bucket!["worst"]!["values"]!["99.0"]!.GetValue<double>(),
            "good" => bucket!["good"]!["load"]!["value"]!.GetValue<double>(),
            "keys" => -Array.IndexOf(["Payroll", "audit", "sales", "stock", "tax", "überblick"], bucket!["key"]!.GetValue<string>()) * -1.0,
            _ => bucket!["doc_count"]!.GetValue<double>(),
        }).ToList();

        Assert.Equal(6, buckets.Count);
        Assert.Equal(meaning.EndsWith("desc", StringComparison.Ordinal) ? figures.OrderDescending() : figures.Order(), figures);
    }

    [Theory]
    [InlineData("\"include\": \"s.*\"", "sales stock")]
    [InlineData("\"include\": [\"tax\", \"audit\"]", "audit tax")]
    [InlineData("\"exclude\": \"s.*|P.*\"", "audit tax überblick")]
    [InlineData("\"include\": \".*a.*\", \"exclude\": [\"tax\"]", "Payroll audit sales")]
    public void Includes_and_excludes_choose_the_values(string filter, string keys)
    {
        var index = TestIndex.Create(ReportRuns.Create(200), segments: 2);

        Assert.Equal(keys, KeysOf(index.Aggregate($$"""{ "terms": { "field": "report", {{filter}}, "order": { "_key": "asc" } } }""")));
    }

    [Fact]
    public void Numbers_can_be_chosen_too() => Assert.Equal(
        "404", KeysOf(TestIndex.Of("""{ "a": 200 }""", """{ "a": 404 }""").Aggregate("""{ "terms": { "field": "a", "exclude": [200] } }""")));

    [Fact]
    public void A_missing_value_gathers_documents_without_one() => AggregationCompliance.Check(
        """{ "terms": { "field": "customer", "missing": "nobody", "size": 20 } }""",
        documents => Expected(
            AggregationCompliance.GroupByEach(documents, document => ReportRuns.Values(document, "customer").Select(value => value.GetValue<string>()).DefaultIfEmpty("nobody"))
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal),
            20));

    [Fact]
    public void A_field_that_no_document_has_still_gathers_the_missing() => Assert.Equal(
        "none", KeysOf(TestIndex.Of("""{ "a": 1 }""").Aggregate("""{ "terms": { "field": "b", "missing": "none" } }""")));

    [Fact]
    public void Small_buckets_can_be_left_out()
    {
        var answer = TestIndex.Of("""{ "a": "x" }""", """{ "a": "x" }""", """{ "a": "y" }""").Aggregate("""{ "terms": { "field": "a", "min_doc_count": 2 } }""");

        Assert.Equal("x", KeysOf(answer));
        Assert.Equal(0, answer["sum_other_doc_count"]!.GetValue<int>());
    }

    [Fact]
    public void With_a_minimum_of_zero_values_of_other_documents_are_there_too()
    {
        var answer = TestIndex.Of("""{ "a": "x", "b": 1 }""", """{ "a": "y", "b": 2 }""")
            .Search("""{ "size": 0, "query": { "term": { "b": 1 } }, "aggs": { "a": { "terms": { "field": "a", "min_doc_count": 0 } } } }""");

        Assert.Equal("x y", KeysOf(answer["aggregations"]!["a"]!));
    }

    [Fact]
    public void Values_of_two_types_of_one_field_are_all_there() => Assert.Equal(
        "200 none", KeysOf(TestIndex.Of("""{ "status": 200 }""", """{ "status": "none" }""").Aggregate("""{ "terms": { "field": "status", "order": { "_key": "asc" } } }""")));

    [Theory]
    [InlineData("""{ "terms": { "field": "report" }, "aggs": { "c": { "terms": { "field": "customer" }, "aggs": { "d": { "avg": { "field": "duration" } } } } } }""")]
    public void Nested_buckets_hold_the_figures_of_their_documents(string aggregation) => AggregationCompliance.Check(
        aggregation,
        documents => Expected(
            Groups(documents, "report").OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal),
            10,
            inner => ("c", Expected(
                Groups(inner, "customer").OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal),
                10,
                innermost => ("d", new JsonObject { ["value"] = innermost.SelectMany(document => ReportRuns.Numbers(document, "duration")).Average() })))));

    [Fact]
    public void Text_without_whole_strings_is_refused()
    {
        var index = TestIndex.Create(["""{ "m": "a b" }"""], mapping: """{ "properties": { "m": { "type": "text" } } }""");

        var error = Assert.Throws<InvalidRequestException>(() => index.Aggregate("""{ "terms": { "field": "m" } }"""));

        Assert.Contains("map it as keyword", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "terms": { "field": "a", "size": 0 } }""", "aggs.a.terms.size")]
    [InlineData("""{ "terms": { "field": "a", "order": { "x": "asc" } } }""", "Invalid aggregator")]
    [InlineData("""{ "terms": { "field": "a", "order": { "_count": "up" } } }""", "asc or desc")]
    [InlineData("""{ "terms": { "field": "a", "include": { "partition": 0 } } }""", "aggs.a.terms.include")]
    [InlineData("""{ "terms": { "script": "1" } }""", "script")]
    [InlineData("""{ "terms": { } }""", "needs [field]")]
    [InlineData("""{ "terms": { "field": "a", "sise": 5 } }""", "sise")]
    public void A_mistake_is_named(string aggregation, string part)
    {
        var error = Assert.Throws<InvalidRequestException>(() => TestIndex.Of("{}").Aggregate(aggregation));

        Assert.Contains(part.Replace("aggregator", "aggregation order path", StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
    }

    private static string KeysOf(JsonNode answer) => string.Join(' ', answer["buckets"]!.AsArray().Select(bucket => bucket!["key"]!.ToString()));

    private static IEnumerable<IGrouping<string, JsonNode>> Groups(IEnumerable<JsonNode> documents, string field) =>
        AggregationCompliance.GroupByEach(documents, document => ReportRuns.Values(document, field).Select(value => value.GetValue<string>()));

    private static JsonObject Expected<TKey>(
        IEnumerable<IGrouping<TKey, JsonNode>> ordered, int size, Func<IEnumerable<JsonNode>, (string, JsonNode)>? inner = null)
    {
        var groups = ordered.ToList();
        return new JsonObject
        {
            ["doc_count_error_upper_bound"] = 0,
            ["sum_other_doc_count"] = groups.Skip(size).Sum(group => group.Count()),
            ["buckets"] = new JsonArray([.. groups.Take(size).Select(group =>
            {
                var bucket = new JsonObject { ["key"] = JsonValue.Create(group.Key), ["doc_count"] = group.Count() };
                if (inner?.Invoke(group) is { } child)
                {
                    bucket[child.Item1] = child.Item2;
                }

                return bucket;
            })]),
        };
    }
}
