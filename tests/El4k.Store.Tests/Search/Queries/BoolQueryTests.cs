using El4k.Store.Search;

namespace El4k.Store.Tests.Search.Queries;

public sealed class BoolQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "a": 1, "b": 1, "c": 1 }""", """{ "a": 1, "b": 1 }""", """{ "a": 1, "c": 1 }""", """{ "b": 1 }""", """{ "d": 1 }""");

    private const string A = """{ "term": { "a": 1 } }""";
    private const string B = """{ "term": { "b": 1 } }""";
    private const string C = """{ "term": { "c": 1 } }""";

    [Theory]
    [InlineData("{ }", "0 1 2 3 4")]
    [InlineData($$"""{ "must": {{A}} }""", "0 1 2")]
    [InlineData($$"""{ "must": [{{A}}, {{B}}] }""", "0 1")]
    [InlineData($$"""{ "filter": [{{A}}], "must": {{C}} }""", "0 2")]
    [InlineData($$"""{ "must_not": [{{A}}] }""", "3 4")]
    [InlineData($$"""{ "filter": {{B}}, "must_not": {{C}} }""", "1 3")]
    [InlineData($$"""{ "should": [{{B}}, {{C}}] }""", "0 1 2 3")]
    [InlineData($$"""{ "filter": {{A}}, "should": [{{B}}, {{C}}] }""", "0 1 2")]
    [InlineData($$"""{ "filter": {{A}}, "should": [{{B}}], "minimum_should_match": 1 }""", "0 1")]
    [InlineData($$"""{ "should": [{{A}}, {{B}}, {{C}}], "minimum_should_match": 2 }""", "0 1 2")]
    [InlineData($$"""{ "should": [{{A}}, {{B}}, {{C}}], "minimum_should_match": "-1" }""", "0 1 2")]
    [InlineData($$"""{ "should": [{{A}}, {{B}}, {{C}}], "minimum_should_match": "75%" }""", "0 1 2")]
    [InlineData($$"""{ "should": [{{A}}, {{B}}, {{C}}], "minimum_should_match": "100%" }""", "0")]
    [InlineData($$"""{ "should": [{{A}}, {{B}}, {{C}}], "minimum_should_match": "2<-1" }""", "0 1 2")]
    [InlineData($$"""{ "should": [{{A}}, {{B}}, {{C}}], "minimum_should_match": "3<-1" }""", "0")]
    [InlineData($$"""{ "should": [{{A}}], "minimum_should_match": 0 }""", "0 1 2 3 4")]
    [InlineData($$"""{ "must": { "bool": { "must_not": {{A}} } }, "boost": 1.0, "_name": "x" }""", "3 4")]
    public void Clauses_combine(string body, string ids) => Assert.Equal(ids, string.Join(' ', Index.Matching($$"""{ "bool": {{body}} }""")));

    [Theory]
    [InlineData("""{ "must": { "term": { "a": 1 } }, "shuold": [] }""", "[query.bool.shuold] is not supported")]
    [InlineData("""{ "must": [{ "match_all": {} }, { "nope": {} }] }""", "unknown query [nope] at [query.bool.must[1]]")]
    [InlineData("""{ "must": [5] }""", "[query.bool.must[0]] must be a query object")]
    [InlineData("""{ "must": { "match_all": {}, "match_none": {} } }""", "has both [match_all] and [match_none]")]
    [InlineData("""{ "should": [], "minimum_should_match": "most" }""", "[query.bool.minimum_should_match]")]
    public void A_mistake_names_its_place(string body, string part) => Assert.Contains(
        part, Assert.Throws<InvalidRequestException>(() => Index.Matching($$"""{ "bool": {{body}} }""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Too_many_clauses_are_refused()
    {
        var clauses = string.Join(',', Enumerable.Repeat(A, 1025));

        Assert.Contains("at most 1024", Assert.Throws<InvalidRequestException>(() => Index.Matching($$"""{ "bool": { "should": [{{clauses}}] } }""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var body = string.Concat(Enumerable.Repeat("""{"bool":{"must":""", 28)) + A + string.Concat(Enumerable.Repeat("}}", 28));
        Assert.Equal([0, 1, 2], Index.Matching(body));
    }
}
