namespace El4k.Store.Tests.Search.Queries;

public sealed class MatchPhraseQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "m": "the quick brown fox" }""",
        """{ "m": "brown quick the fox" }""",
        """{ "m": ["the quick", "brown fox"] }""",
        """{ "m": "the quick red brown fox and the quick brown fox" }""",
        """{ "m": "fox fox", "k": "quick brown" }""");

    [Theory]
    [InlineData("""{ "m": "quick brown" }""", "0 3")]
    [InlineData("""{ "m": "Quick, BROWN fox" }""", "0 3")]
    [InlineData("""{ "m": "brown quick" }""", "1")]
    [InlineData("""{ "m": "fox fox" }""", "4")]
    [InlineData("""{ "m": "fox" }""", "0 1 2 3 4")]
    [InlineData("""{ "m": { "query": "quick fox", "slop": 1 } }""", "0 1 3")]
    [InlineData("""{ "m": { "query": "brown quick", "slop": 2 } }""", "0 1 3")]
    [InlineData("""{ "m": { "query": "fox fox", "slop": 10 } }""", "3 4")]
    [InlineData("""{ "k.keyword": "quick brown" }""", "4")]
    [InlineData("""{ "m": "quick zebra" }""", "")]
    [InlineData("""{ "nothing": "quick brown" }""", "")]
    public void Words_next_to_each_other_match(string body, string ids) =>
        Assert.Equal(ids, string.Join(' ', Index.Matching($$"""{ "match_phrase": {{body}} }""")));
}
