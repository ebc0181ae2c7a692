using El4k.Store.Search;

namespace El4k.Store.Tests.Search;

/// <summary>What a person mapped has one type, so a value of another type in a query is a mistake.</summary>
public sealed class ExplicitMappingTests
{
    private static readonly TestIndex Index = TestIndex.Create(
        ["""{ "status": 200, "at": "2015-05-17", "ok": true, "name": "Anna" }""", """{ "status": 404, "at": "2015-05-18" }"""],
        mapping: """{ "properties": { "status": { "type": "integer" }, "at": { "type": "date", "format": "yyyy-MM-dd" }, "ok": { "type": "boolean" }, "name": { "type": "keyword" } } }""");

    [Theory]
    [InlineData("""{ "term": { "status": "abc" } }""", "[abc] is no value of the field [status] of type [integer]")]
    [InlineData("""{ "terms": { "status": [200, "abc"] } }""", "[abc] is no value of the field [status]")]
    [InlineData("""{ "match": { "status": "abc" } }""", "[abc] is no value of the field [status]")]
    [InlineData("""{ "query_string": { "query": "status:abc" } }""", "[abc] is no value of the field [status]")]
    [InlineData("""{ "wildcard": { "status": "2*" } }""", "field [status] is of type [integer]; patterns need text or keyword")]
    [InlineData("""{ "query_string": { "query": "status:2*" } }""", "patterns need text or keyword")]
    public void A_value_of_another_type_is_named(string query, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidRequestException>(() => Index.Matching(query)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "query_string": { "query": "status:abc", "lenient": true } }""", "")]
    [InlineData("""{ "query_string": { "query": "abc OR Anna" } }""", "0")]
    [InlineData("""{ "range": { "at": { "gte": "2015-05-18" } } }""", "1")]
    [InlineData("""{ "term": { "at": "2015-05-17" } }""", "0")]
    [InlineData("""{ "query_string": { "query": "at:[* TO 2015-05-17]" } }""", "0")]
    [InlineData("""{ "term": { "name": "Anna" } }""", "0")]
    [InlineData("""{ "match": { "name": "anna" } }""", "")]
    public void The_mapped_type_decides_how_values_are_read(string query, string ids) => Assert.Equal(ids, string.Join(' ', Index.Matching(query)));

    [Fact]
    public void Buckets_show_dates_in_the_format_of_the_mapping()
    {
        var buckets = Index.Aggregate("""{ "date_histogram": { "field": "at", "calendar_interval": "day" } }""")["buckets"]!;

        Assert.Equal("2015-05-17", buckets[0]!["key_as_string"]!.GetValue<string>());
    }
}
