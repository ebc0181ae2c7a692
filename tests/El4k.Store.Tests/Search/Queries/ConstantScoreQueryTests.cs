using El4k.Store.Search;

namespace El4k.Store.Tests.Search.Queries;

public sealed class ConstantScoreQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of("""{ "a": 1 }""", """{ "a": 2 }""");

    [Fact]
    public void Its_filter_decides() => Assert.Equal([1], Index.Matching("""{ "constant_score": { "filter": { "term": { "a": 2 } }, "boost": 3 } }"""));

    [Fact]
    public void A_filter_is_needed() => Assert.Contains(
        "needs [filter]", Assert.Throws<InvalidRequestException>(() => Index.Matching("""{ "constant_score": {} }""")).Message, StringComparison.Ordinal);
}
