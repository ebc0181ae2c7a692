using El4k.Store.Search;

namespace El4k.Store.Tests.Search.Queries;

public sealed class MultiMatchQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "title": "disk full", "body": "node seven" }""", """{ "title": "node", "body": "disk almost full" }""", """{ "count": 7 }""");

    [Theory]
    [InlineData("""{ "query": "disk", "fields": ["title", "body"] }""", "0 1")]
    [InlineData("""{ "query": "disk", "fields": ["ti*^3"] }""", "0")]
    [InlineData("""{ "query": "disk full", "fields": ["title", "body"], "type": "phrase" }""", "0")]
    [InlineData("""{ "query": "disk full", "type": "best_fields", "operator": "and", "lenient": true }""", "0 1")]
    [InlineData("""{ "query": "7" }""", "2")]
    public void Any_of_the_fields_will_do(string body, string ids) =>
        Assert.Equal(ids, string.Join(' ', Index.Matching($$"""{ "multi_match": {{body}} }""")));

    [Fact]
    public void An_unknown_type_is_refused() => Assert.Contains(
        "[query.multi_match.type]",
        Assert.Throws<InvalidRequestException>(() => Index.Matching("""{ "multi_match": { "query": "x", "type": "cross_fields" } }""")).Message,
        StringComparison.Ordinal);
}
