namespace El4k.Store.Tests.Search.Queries;

public sealed class MatchAllQueryTests
{
    [Fact]
    public void Every_document_matches() =>
        Assert.Equal([0, 1], TestIndex.Of("{}", """{ "a": 1 }""").Matching("""{ "match_all": { "boost": 1.5 } }"""));
}
