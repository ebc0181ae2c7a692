using El4k.Store.Search;
using El4k.Store.Tests.Search;

namespace El4k.Store.Tests.Aggregations;

public sealed class AggregationParserTests
{
    [Theory]
    [InlineData("""{ "significant_terms": { "field": "a" } }""", "unknown aggregation type [significant_terms] at [aggs.a]")]
    [InlineData("""{ "meta": {} }""", "[aggs.a] needs a type")]
    [InlineData("""{ "avg": { "field": "a" }, "sum": { "field": "a" } }""", "has both [avg] and [sum]")]
    [InlineData("""{ "avg": { "field": "a" }, "aggs": { "b": { "sum": { "field": "a" } } } }""", "cannot have aggregations inside")]
    [InlineData("""{ "avg": { "field": "a", "colour": "red" } }""", "[aggs.a.avg.colour] is not supported")]
    [InlineData("""{ "avg": "a" }""", "[aggs.a.avg] must be an object")]
    public void A_mistake_names_its_place(string aggregation, string message)
    {
        var error = Assert.Throws<InvalidRequestException>(() => TestIndex.Of("{}").Aggregate(aggregation));

        Assert.Equal(InvalidRequestException.Parsing, error.Type);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_keys_name_the_type_and_meta_comes_back()
    {
        var answer = TestIndex.Of("""{ "a": "x", "n": 1, "d": 1.5 }""").Search(
            """{ "size": 0, "aggs": { "s": { "terms": { "field": "a" }, "meta": { "colour": "red" } }, "l": { "terms": { "field": "n" } }, "d": { "terms": { "field": "d" } }, "v": { "avg": { "field": "n" } } } }""",
            ("typed_keys", "true"))["aggregations"]!;

        Assert.Equal("red", answer["sterms#s"]!["meta"]!["colour"]!.GetValue<string>());
        Assert.NotNull(answer["lterms#l"]);
        Assert.NotNull(answer["dterms#d"]);
        Assert.NotNull(answer["avg#v"]);
    }

    [Fact]
    public void Too_many_buckets_are_refused_and_not_cut()
    {
        var index = TestIndex.Create([.. Enumerable.Range(0, 300).Select(number => $$"""{ "a": {{number}} }""")]);

        var error = Assert.Throws<InvalidRequestException>(() => index.Aggregate(
            """{ "terms": { "field": "a", "size": 300 }, "aggs": { "b": { "histogram": { "field": "a", "interval": 1, "extended_bounds": { "min": 0, "max": 299 } } } } }"""));

        Assert.Equal(InvalidRequestException.TooManyBuckets, error.Type);
        Assert.Equal(400, error.Status);
    }
}
