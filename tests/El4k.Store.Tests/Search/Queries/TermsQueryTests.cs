using El4k.Store.Search;

namespace El4k.Store.Tests.Search.Queries;

public sealed class TermsQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "a": "x", "n": 1 }""", """{ "a": "y", "n": 2 }""", """{ "a": ["x", "z"], "n": [3, 4] }""", """{ "b": 1 }""");

    [Theory]
    [InlineData("""{ "a.keyword": ["x", "y", "nope"] }""", "0 1 2")]
    [InlineData("""{ "a.keyword": ["z"] }""", "2")]
    [InlineData("""{ "a.keyword": [] }""", "")]
    [InlineData("""{ "n": [1, "4"], "boost": 1 }""", "0 2")]
    [InlineData("""{ "_id": ["0", "3", "99"] }""", "0 3")]
    [InlineData("""{ "nothing": ["x"] }""", "")]
    public void Any_of_the_values_matches(string body, string ids) => Assert.Equal(ids, string.Join(' ', Index.Matching($$"""{ "terms": {{body}} }""")));

    [Theory]
    [InlineData("""{ "a": "x" }""", "[query.terms.a] must be an array of values")]
    [InlineData("""{ "a": { "index": "users", "id": "1", "path": "x" } }""", "looking terms up in a document is not supported")]
    [InlineData("""{ "a": ["x"], "b": ["y"] }""", "takes one field")]
    public void A_mistake_is_named(string body, string part) => Assert.Contains(
        part, Assert.Throws<InvalidRequestException>(() => Index.Matching($$"""{ "terms": {{body}} }""")).Message, StringComparison.Ordinal);
}
