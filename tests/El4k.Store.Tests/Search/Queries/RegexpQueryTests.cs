using El4k.Store.Search;

namespace El4k.Store.Tests.Search.Queries;

public sealed class RegexpQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "a": "sale" }""", """{ "a": "sales" }""", """{ "a": "SALES" }""", """{ "a": "a.b" }""", """{ "a": "x@y.z" }""");

    [Theory]
    [InlineData("sales?", false, "0 1")]
    [InlineData("sale", false, "0")]
    [InlineData("sa.*", true, "0 1 2")]
    [InlineData("a\\\\.b", false, "3")]
    [InlineData("[a-s]+", false, "0 1")]
    [InlineData("sale|a.b", false, "0 3")]
    [InlineData("x\\\\@.*", false, "4")]
    [InlineData("\\\"a.b\\\"", false, "3")]
    public void Values_that_match_as_a_whole_are_found(string expression, bool ignoreCase, string ids) => Assert.Equal(
        ids,
        string.Join(' ', Index.Matching($$"""{ "regexp": { "a.keyword": { "value": "{{expression}}", "case_insensitive": {{(ignoreCase ? "true" : "false")}} } } }""")));

    [Theory]
    [InlineData("a(", "failed to parse the regular expression /a(/")]
    [InlineData("~a", "operator [~]")]
    [InlineData("(a)\\\\1x{1,3}(?=b)", "failed to parse")]
    public void A_mistake_is_named(string expression, string part) => Assert.Contains(
        part,
        Assert.Throws<InvalidRequestException>(() => Index.Matching($$"""{ "regexp": { "a.keyword": "{{expression}}" } }""")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_expression_that_would_backtrack_forever_ends()
    {
        var index = TestIndex.Of($$"""{ "a": "{{new string('a', 200)}}" }""");

        Assert.Empty(index.Matching("""{ "regexp": { "a.keyword": "(a|aa)+b" } }"""));
    }
}
