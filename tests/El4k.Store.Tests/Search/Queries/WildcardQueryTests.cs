using El4k.Store.Search.Matching;

namespace El4k.Store.Tests.Search.Queries;

public sealed class WildcardQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "a": "report-sales.pdf" }""", """{ "a": "Report-Stock.PDF" }""", """{ "a": "a*b" }""", """{ "a": "日本.pdf" }""", """{ "n": 5 }""");

    [Theory]
    [InlineData("""{ "a.keyword": "*.pdf" }""", "0 3")]
    [InlineData("""{ "a.keyword": { "value": "*.pdf", "case_insensitive": true } }""", "0 1 3")]
    [InlineData("""{ "a.keyword": { "wildcard": "report-*" } }""", "0")]
    [InlineData("""{ "a.keyword": "a\\*b" }""", "2")]
    [InlineData("""{ "a.keyword": "??.pdf" }""", "3")]
    [InlineData("""{ "a.keyword": "*" }""", "0 1 2 3")]
    [InlineData("""{ "nothing": "*" }""", "")]
    public void Values_that_fit_match(string body, string ids) => Assert.Equal(ids, string.Join(' ', Index.Matching($$"""{ "wildcard": {{body}} }""")));

    [Theory]
    [InlineData("a*b*c", "aXbYc", true)]
    [InlineData("a*b*c", "aXbY", false)]
    [InlineData("*ab*ab", "abab", true)]
    [InlineData("*ab*ab", "aab", false)]
    [InlineData("?", "😀", true)]
    [InlineData("a?", "a", false)]
    [InlineData("", "", true)]
    [InlineData("**", "", true)]
    [InlineData("\\?", "?", true)]
    [InlineData("\\?", "x", false)]
    public void A_pattern_fits_whole_values(string pattern, string value, bool fits) =>
        Assert.Equal(fits, new WildcardPattern(pattern, ignoreCase: false).IsMatch(value));
}
