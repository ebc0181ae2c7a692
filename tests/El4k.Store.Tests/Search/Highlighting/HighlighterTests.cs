using System.Text.Json.Nodes;
using El4k.Store.Search;

namespace El4k.Store.Tests.Search.Highlighting;

public sealed class HighlighterTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "message": "Disk full on Größe-7: the disk is FULL", "host": "disk", "tags": ["full", "disk full"], "n": 5, "a": { "b": "disk" } }""");

    [Theory]
    [InlineData("""{ "match": { "message": "disk" } }""", "message", "<em>Disk</em> full on Größe-7: the <em>disk</em> is FULL")]
    [InlineData("""{ "match": { "message": "größe full" } }""", "message", "Disk <em>full</em> on <em>Größe</em>-7: the disk is <em>FULL</em>")]
    [InlineData("""{ "match_phrase": { "message": "disk full" } }""", "message", "<em>Disk</em> <em>full</em> on Größe-7: the <em>disk</em> is <em>FULL</em>")]
    [InlineData("""{ "query_string": { "query": "message:dis* AND NOT host:zebra" } }""", "message", "<em>Disk</em> full on Größe-7: the <em>disk</em> is FULL")]
    [InlineData("""{ "bool": { "filter": [{ "term": { "host.keyword": "disk" } }] } }""", "host.keyword", "<em>disk</em>")]
    [InlineData("""{ "terms": { "tags.keyword": ["disk full"] } }""", "tags.keyword", "<em>disk full</em>")]
    [InlineData("""{ "query_string": { "query": "a.b:disk" } }""", "a.b", "<em>disk</em>")]
    [InlineData("""{ "wildcard": { "host.keyword": { "value": "DI*", "case_insensitive": true } } }""", "host.keyword", "<em>disk</em>")]
    public void What_the_query_names_is_marked(string query, string field, string fragment) =>
        Assert.Equal(fragment, Highlight(query, """{ "fields": { "*": {} } }""")![field]![0]!.GetValue<string>());

    [Fact]
    public void Only_fields_that_were_asked_for_are_shown()
    {
        var highlight = Highlight("""{ "query_string": { "query": "disk" } }""", """{ "fields": { "message": {}, "tags": {} } }""")!;

        Assert.Equal(["message", "tags"], highlight.AsObject().Select(field => field.Key));
        Assert.Equal("""["<em>disk</em> full"]""", highlight["tags"]!.ToJsonString().Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "require_field_match": false, "fields": { "host": {} } }""", "<em>disk</em>")]
    [InlineData("""{ "fields": { "host": {} } }""", null)]
    public void Other_fields_are_marked_only_if_wanted(string highlight, string? fragment) =>
        Assert.Equal(fragment, Highlight("""{ "match": { "message": "disk" } }""", highlight)?["host"]?[0]?.GetValue<string>());

    [Fact]
    public void Tags_and_encoding_are_as_asked_for()
    {
        var index = TestIndex.Of("""{ "m": "<b> disk & co" }""");

        var fragment = index.Search(
            """{ "query": { "match": { "m": "disk" } }, "highlight": { "pre_tags": ["[["], "post_tags": ["]]"], "encoder": "html", "fields": { "m": {} } } }""");

        Assert.Equal("&lt;b&gt; [[disk]] &amp; co", fragment["hits"]!["hits"]![0]!["highlight"]!["m"]![0]!.GetValue<string>());
    }

    [Fact]
    public void Long_text_is_cut_around_what_is_marked()
    {
        var index = TestIndex.Of($$"""{ "m": "{{string.Concat(Enumerable.Repeat("lorem ipsum ", 50))}}disk {{string.Concat(Enumerable.Repeat("dolor sit ", 50))}}disk end" }""");

        var fragments = index.Search("""{ "query": { "match": { "m": "disk" } }, "highlight": { "fields": { "m": { "fragment_size": 60, "number_of_fragments": 2 } } } }""")["hits"]!["hits"]![0]!["highlight"]!["m"]!.AsArray();

        Assert.Equal(2, fragments.Count);
        Assert.All(fragments, fragment => Assert.InRange(fragment!.GetValue<string>().Length, 10, 100));
        Assert.All(fragments, fragment => Assert.Contains("<em>disk</em>", fragment!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_match_in_text_there_is_nothing() =>
        Assert.Null(Highlight("""{ "term": { "n": 5 } }""", """{ "fields": { "*": {} }, "fragment_size": 2147483647 }"""));

    [Fact]
    public void A_mistake_is_named() => Assert.Contains(
        "[highlight.fields.m.colour] is not supported",
        Assert.Throws<InvalidRequestException>(() => Highlight("""{ "match_all": {} }""", """{ "fields": { "m": { "colour": "red" } } }""")).Message,
        StringComparison.Ordinal);

    private static JsonNode? Highlight(string query, string highlight) =>
        Index.Search($$"""{ "query": {{query}}, "highlight": {{highlight}} }""")["hits"]!["hits"]![0]!["highlight"];
}
