using El4k.Store.Search;

namespace El4k.Store.Tests.Search;

public sealed class IpAddressTests
{
    private static readonly TestIndex Index = TestIndex.Create(
        ["""{ "ip": "10.0.0.9" }""", """{ "ip": "10.0.0.10" }""", """{ "ip": ["192.168.1.1", "2001:db8::1"] }""", """{ "ip": "9.255.255.255" }""", """{ "a": 1 }"""],
        mapping: """{ "properties": { "ip": { "type": "ip" } } }""");

    [Theory]
    [InlineData("""{ "term": { "ip": "10.0.0.9" } }""", "0")]
    [InlineData("""{ "term": { "ip": "10.0.0.0/8" } }""", "0 1")]
    [InlineData("""{ "terms": { "ip": ["10.0.0.8/31", "2001:db8::/32"] } }""", "0 2")]
    [InlineData("""{ "term": { "ip": "0.0.0.0/0" } }""", "0 1 2 3")]
    [InlineData("""{ "range": { "ip": { "gte": "10.0.0.9", "lt": "10.0.0.10" } } }""", "0")]
    [InlineData("""{ "range": { "ip": { "gt": "10.0.0.9" } } }""", "1 2")]
    [InlineData("""{ "query_string": { "query": "ip:\"10.0.0.0/24\"" } }""", "0 1")]
    [InlineData("""{ "query_string": { "query": "ip:[9.0.0.0 TO 10.0.0.9]" } }""", "0 3")]
    public void Addresses_are_compared_as_numbers(string query, string ids) => Assert.Equal(ids, string.Join(' ', Index.Matching(query)));

    [Theory]
    [InlineData("""{ "term": { "ip": "10.0.0.0/33" } }""")]
    [InlineData("""{ "term": { "ip": "example.com" } }""")]
    public void What_is_no_address_is_named(string query) => Assert.Contains(
        "is no IP address and no network", Assert.Throws<InvalidRequestException>(() => Index.Matching(query)).Message, StringComparison.Ordinal);

    [Fact]
    public void Free_text_that_is_no_address_does_not_mean_the_field() => Assert.Empty(Index.MatchingText("example.com"));
}
