using El4k.Store.Search;
using El4k.Store.Search.Queries.QueryString;
using El4k.Testing;

namespace El4k.Store.Tests.Search.Queries;

public sealed class QueryStringQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "@timestamp": "2026-11-25T13:00:00Z", "user": "anna", "status": 200, "path": "/api/reports", "message": "Connection reset by peer", "load": 0.5 }""",
        """{ "@timestamp": "2026-11-24T13:00:00Z", "user": "bert", "status": 404, "path": "/api/users", "message": "reset the Connection", "tags": ["slow", "retry"] }""",
        """{ "@timestamp": "2026-10-25T01:30:00Z", "user": "Anna", "status": 500, "message": "all good", "client": { "ip": "10.0.0.1", "name": "anna" } }""",
        """{ "note": "anna", "status": "none" }""");

    public static IEnumerable<object[]> Trees => CaseFile.Rows("Search/Queries/query_string.cases", 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Search/Queries/query_string_errors.cases", 2);

    [Theory]
    [MemberData(nameof(Trees))]
    public void A_text_has_one_meaning(string where, string text, string defaultOperator, string tree) =>
        Assert.Equal((where, tree), (where, QueryStringParser.Parse(text, defaultOperator == "AND")?.ToString()));

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_mistake_is_named_with_its_place(string where, string text, string part)
    {
        var error = Assert.Throws<InvalidRequestException>(() => QueryStringParser.Parse(text));

        Assert.Equal(InvalidRequestException.QueryShard, error.Type);
        Assert.StartsWith($"Failed to parse query [{text}]", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Contains(part, StringComparison.Ordinal), $"{where}: {error.Message}");
    }

    [Theory]
    [InlineData("anna", "0 2 3")]
    [InlineData("user:anna", "0 2")]
    [InlineData("user.keyword:anna", "0")]
    [InlineData("status:404", "1")]
    [InlineData("404", "1")]
    [InlineData("status:[400 TO 599]", "1 2")]
    [InlineData("status:>=400", "1 2")]
    [InlineData("status:>500", "")]
    [InlineData("status:none", "3")]
    [InlineData("message:\"connection reset\"", "0")]
    [InlineData("message:\"reset connection\"", "")]
    [InlineData("message:\"reset connection\"~1", "1")]
    [InlineData("message:(connection AND peer)", "0")]
    [InlineData("connection good", "0 1 2")]
    [InlineData("NOT connection", "2 3")]
    [InlineData("reset -peer", "1")]
    [InlineData("message:CONN*", "0 1")]
    [InlineData("user.keyword:a*", "0")]
    [InlineData("user.keyword:?nna", "0 2")]
    [InlineData("user.keyword:/[aA]nna/", "0 2")]
    [InlineData("path.keyword:/api/reports", "0")]
    [InlineData("path:/api/reports", "0 1")]
    [InlineData("client.\\*:anna", "2")]
    [InlineData("client.ip:10.0.0.1", "2")]
    [InlineData("_exists_:client", "2")]
    [InlineData("_exists_:tags", "1")]
    [InlineData("tags:slow AND tags:retry", "1")]
    [InlineData("load:*", "0")]
    [InlineData("load:0.5", "0")]
    [InlineData("*", "0 1 2 3")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("nothing:x", "")]
    [InlineData("_id:2", "2")]
    [InlineData("_index:lo*", "0 1 2 3")]
    [InlineData("@timestamp:2026-11", "0 1")]
    [InlineData("@timestamp:[now-1h TO now]", "0")]
    [InlineData("@timestamp:>now-2d/d", "0 1")]
    public void A_text_finds_documents(string text, string ids) => Assert.Equal(ids, string.Join(' ', Index.MatchingText(text)));

    [Theory]
    [InlineData("""{ "query": "anna bert", "fields": ["user"] }""", "0 1 2")]
    [InlineData("""{ "query": "anna", "fields": ["note^3", "client.*"] }""", "2 3")]
    [InlineData("""{ "query": "anna", "default_field": "note" }""", "3")]
    [InlineData("""{ "query": "connection peer", "default_operator": "AND" }""", "0")]
    [InlineData("""{ "query": "@timestamp:2026-10-25", "time_zone": "Europe/Berlin" }""", "2")]
    [InlineData("""{ "query": "@timestamp:[* TO 2026-10-24]", "time_zone": "Europe/Berlin" }""", "")]
    [InlineData("""{ "query": "\"reset connection\"", "phrase_slop": 1 }""", "1")]
    [InlineData("""{ "query": "@timestamp:soon", "lenient": true }""", "")]
    [InlineData("""{ "query": "anna", "analyze_wildcard": "true", "boost": 2 }""", "0 2 3")]
    public void Options_change_the_meaning(string body, string ids) =>
        Assert.Equal(ids, string.Join(' ', Index.Matching($$"""{ "query_string": {{body}} }""")));

    [Theory]
    [InlineData("@timestamp:[soon TO now]", "failed to parse date [soon]")]
    public void A_value_that_does_not_fit_is_named(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidRequestException>(() => Index.MatchingText(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_is_refused_rather_than_overflowing_the_stack() => Assert.Contains(
        "at most 100 open parentheses",
        Assert.Throws<InvalidRequestException>(() => QueryStringParser.Parse(new string('(', 10_000) + "a")).Message,
        StringComparison.Ordinal);
}
