namespace El4k.Store.Tests.Search.Queries;

public sealed class PrefixQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "a": "user-1" }""", """{ "a": "User-2" }""", """{ "a": "use*" }""", """{ "a": ["x", "user-3"] }""", """{ "n": 5 }""");

    [Theory]
    [InlineData("""{ "a.keyword": "user-" }""", "0 3")]
    [InlineData("""{ "a.keyword": { "value": "user-", "case_insensitive": true } }""", "0 1 3")]
    [InlineData("""{ "a.keyword": "use*" }""", "2")]
    [InlineData("""{ "a.keyword": "" }""", "0 1 2 3")]
    [InlineData("""{ "a": "us" }""", "0 1 2 3")]
    [InlineData("""{ "nothing": "us" }""", "")]
    public void Values_that_begin_so_match(string body, string ids) => Assert.Equal(ids, string.Join(' ', Index.Matching($$"""{ "prefix": {{body}} }""")));
}
