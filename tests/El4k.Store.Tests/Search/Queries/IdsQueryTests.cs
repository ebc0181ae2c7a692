namespace El4k.Store.Tests.Search.Queries;

public sealed class IdsQueryTests
{
    [Theory]
    [InlineData("""["2", "0", "7"]""", "0 2")]
    [InlineData("\"1\"", "1")]
    [InlineData("[]", "")]
    public void Documents_are_found_by_id(string values, string ids) => Assert.Equal(
        ids, string.Join(' ', TestIndex.Create(["{}", "{}", "{}"], segments: 2).Matching($$"""{ "ids": { "values": {{values}} } }""")));
}
