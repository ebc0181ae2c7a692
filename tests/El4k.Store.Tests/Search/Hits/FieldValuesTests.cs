namespace El4k.Store.Tests.Search.Hits;

public sealed class FieldValuesTests
{
    private static readonly TestIndex Index = TestIndex.Of(
        """{ "@timestamp": "2026-11-01T10:00:00+01:00", "n": 1, "user": { "name": "x" }, "tags": ["a", "b"], "none": null }""");

    [Theory]
    [InlineData("""["n", "tags"]""", """{"n":[1],"tags":["a","b"]}""")]
    [InlineData("""["user.*"]""", """{"user.name":["x"],"user.name.keyword":["x"]}""")]
    [InlineData("""[{ "field": "@timestamp" }]""", """{"@timestamp":["2026-11-01T09:00:00.000Z"]}""")]
    [InlineData("""[{ "field": "@timestamp", "format": "epoch_millis" }]""", """{"@timestamp":["1793523600000"]}""")]
    public void Fields_are_arrays_by_full_path(string fields, string expected) => Assert.Equal(
        expected, Index.Search($$"""{ "_source": false, "fields": {{fields}} }""")["hits"]!["hits"]![0]!["fields"]!.ToJsonString());

    [Fact]
    public void A_document_without_the_fields_has_none() =>
        Assert.Null(Index.Search("""{ "fields": ["nothing"] }""")["hits"]!["hits"]![0]!["fields"]);
}
