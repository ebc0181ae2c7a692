namespace El4k.Store.Tests.Search.Queries;

public sealed class TermQueryTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "customer": "acme", "status": 200, "load": 1.5, "ok": true, "at": "2026-11-01T10:00:00Z", "message": "Disk full on Node-7" }""",
        """{ "customer": "Acme", "status": 404, "load": 2, "ok": false, "at": "2026-11-02T10:00:00Z", "message": "all good" }""",
        """{ "customer": ["globex", "acme"], "status": [200, 500], "message": ["disk", "full"] }""",
        """{ "other": 1 }""");

    [Theory]
    [InlineData("""{ "customer.keyword": "acme" }""", "0 2")]
    [InlineData("""{ "customer.keyword": { "value": "acme" } }""", "0 2")]
    [InlineData("""{ "customer.keyword": { "value": "ACME", "case_insensitive": true } }""", "0 1 2")]
    [InlineData("""{ "customer": "acme" }""", "0 1 2")]
    [InlineData("""{ "message": "disk" }""", "0 2")]
    [InlineData("""{ "message": "Disk" }""", "")]
    [InlineData("""{ "status": 200 }""", "0 2")]
    [InlineData("""{ "status": "200" }""", "0 2")]
    [InlineData("""{ "status": 200.0 }""", "0 2")]
    [InlineData("""{ "status": 200.5 }""", "")]
    [InlineData("""{ "load": 2 }""", "1")]
    [InlineData("""{ "ok": true }""", "0")]
    [InlineData("""{ "ok": "false" }""", "1")]
    [InlineData("""{ "at": "2026-11-01" }""", "0")]
    [InlineData("""{ "at": 1793613600000 }""", "1")]
    [InlineData("""{ "_id": "3" }""", "3")]
    [InlineData("""{ "_index": "logs" }""", "0 1 2 3")]
    [InlineData("""{ "_index": "other" }""", "")]
    [InlineData("""{ "nothing": "acme" }""", "")]
    public void A_value_finds_the_documents_that_have_it(string term, string ids) =>
        Assert.Equal(ids, string.Join(' ', Index.Matching($$"""{ "term": {{term}} }""")));
}
