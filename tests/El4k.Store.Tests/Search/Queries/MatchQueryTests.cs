using El4k.Store.Search;

namespace El4k.Store.Tests.Search.Queries;

public sealed class MatchQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "m": "Disk full on node-7", "n": 5, "k": "disk" }""", """{ "m": "disk OK", "n": 6 }""", """{ "m": ["node", "FULL stop"] }""", """{ "other": 1 }""");

    [Theory]
    [InlineData("""{ "m": "disk full" }""", "0 1 2")]
    [InlineData("""{ "m": "DISK, full!" }""", "0 1 2")]
    [InlineData("""{ "m": { "query": "disk full", "operator": "and" } }""", "0")]
    [InlineData("""{ "m": { "query": "disk full node", "minimum_should_match": 2 } }""", "0 2")]
    [InlineData("""{ "m": { "query": "disk full node", "minimum_should_match": "100%" } }""", "0")]
    [InlineData("""{ "m": "" }""", "")]
    [InlineData("""{ "m": "..." }""", "")]
    [InlineData("""{ "n": 5 }""", "0")]
    [InlineData("""{ "n": { "query": "x", "lenient": true } }""", "")]
    [InlineData("""{ "k.keyword": "disk" }""", "0")]
    [InlineData("""{ "nothing": "disk" }""", "")]
    public void Words_find_documents(string body, string ids) => Assert.Equal(ids, string.Join(' ', Index.Matching($$"""{ "match": {{body}} }""")));

    [Theory]
    [InlineData("""{ "m": { "query": "disk", "fuzziness": "AUTO" } }""", "[query.match.m.fuzziness] is not supported")]
    [InlineData("""{ "m": { "query": "disk", "operator": "xor" } }""", "must be AND or OR")]
    [InlineData("""{ "m": { "operator": "or" } }""", "needs [query]")]
    public void A_mistake_is_named(string body, string part) => Assert.Contains(
        part, Assert.Throws<InvalidRequestException>(() => Index.Matching($$"""{ "match": {{body}} }""")).Message, StringComparison.Ordinal);
}
