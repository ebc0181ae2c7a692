namespace El4k.Store.Tests.Search.Queries;

public sealed class MatchNoneQueryTests
{
    [Fact]
    public void No_document_matches() => Assert.Empty(TestIndex.Of("{}", """{ "a": 1 }""").Matching("""{ "match_none": {} }"""));
}
