using El4k.Store.Search;

namespace El4k.Store.Tests.Search.Queries;

public sealed class ExistsQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "a": 1, "user": { "name": "x" } }""", """{ "a": null }""", """{ "a": [], "user": { "age": 5 } }""", """{ "text": "", "flag": false }""", """{ "a": "word" }""");

    [Theory]
    [InlineData("a", "0 4")]
    [InlineData("user", "0 2")]
    [InlineData("user.name", "0")]
    [InlineData("user.*", "0 2")]
    [InlineData("text", "3")]
    [InlineData("flag", "3")]
    [InlineData("_id", "0 1 2 3 4")]
    [InlineData("nothing", "")]
    public void Documents_with_any_value_match(string field, string ids) =>
        Assert.Equal(ids, string.Join(' ', Index.Matching($$"""{ "exists": { "field": "{{field}}" } }""")));

    [Fact]
    public void A_field_is_needed() => Assert.Contains(
        "[query.exists] needs [field]", Assert.Throws<InvalidRequestException>(() => Index.Matching("""{ "exists": {} }""")).Message, StringComparison.Ordinal);
}
