namespace El4k.Store.Tests.Search.Hits;

public sealed class SourceFilterTests
{
    private const string Document = """{"a":1,"user":{"name":"x","age":5,"tags":[{"k":1,"v":2},{"v":3}]},"user.id":7,"empty":{}}""";

    [Theory]
    [InlineData("true", Document)]
    [InlineData("\"a\"", """{"a":1}""")]
    [InlineData("""["a", "nothing"]""", """{"a":1}""")]
    [InlineData("\"user\"", """{"user":{"name":"x","age":5,"tags":[{"k":1,"v":2},{"v":3}]}}""")]
    [InlineData("\"user.*\"", """{"user":{"name":"x","age":5,"tags":[{"k":1,"v":2},{"v":3}]},"user.id":7}""")]
    [InlineData("\"user.name\"", """{"user":{"name":"x"}}""")]
    [InlineData("\"*.k\"", """{"user":{"tags":[{"k":1}]}}""")]
    [InlineData("""{ "excludes": ["user"] }""", """{"a":1,"user.id":7,"empty":{}}""")]
    [InlineData("""{ "excludes": ["user.*"] }""", """{"a":1,"empty":{}}""")]
    [InlineData("""{ "includes": ["user"], "excludes": ["*.tags", "*.age"] }""", """{"user":{"name":"x"}}""")]
    [InlineData("""{ "includes": [], "excludes": [] }""", Document)]
    public void Patterns_choose_parts(string filter, string expected) => Assert.Equal(
        expected, TestIndex.Of(Document).Search($$"""{ "_source": {{filter}} }""")["hits"]!["hits"]![0]!["_source"]!.ToJsonString());

    [Fact]
    public void Without_source_the_property_is_not_there() =>
        Assert.Null(TestIndex.Of(Document).Search("""{ "_source": false }""")["hits"]!["hits"]![0]!["_source"]);

    [Fact]
    public void Parameters_override_the_body() => Assert.Equal(
        """{"a":1}""",
        TestIndex.Of(Document).Search("""{ "_source": false }""", ("_source_includes", "a,nothing"))["hits"]!["hits"]![0]!["_source"]!.ToJsonString());
}
