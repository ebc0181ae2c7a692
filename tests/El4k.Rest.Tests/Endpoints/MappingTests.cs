using System.Net;

namespace El4k.Rest.Tests.Endpoints;

public sealed class MappingTests(RestServer server) : EndpointTests(server)
{
    [Fact]
    public async Task New_fields_are_mapped_by_what_they_hold()
    {
        await OkAsync("PUT", "/map-a/_doc/1", """{"s":"text","n":1,"f":1.5,"b":true,"d":"2026-11-25T12:00:00Z","o":{"p":"q"},"list":[1,2]}""");
        var fields = (await OkAsync("GET", "/map-a/_mapping"))["map-a"]!["mappings"]!["properties"]!;

        Assert.Equal(["text", "long", "float", "boolean", "date", "long"], new[] { "s", "n", "f", "b", "d", "list" }.Select(name => Text(fields, name, "type")));
        Assert.Equal("keyword", Text(fields, "s", "fields", "keyword", "type"));
        Assert.Equal("text", Text(fields, "o", "properties", "p", "type"));
    }

    [Fact]
    public async Task Fields_can_be_added_but_not_changed()
    {
        await OkAsync("PUT", "/map-b", """{"mappings":{"properties":{"n":{"type":"long"}}}}""");
        await OkAsync("PUT", "/map-b/_mapping", """{"properties":{"k":{"type":"keyword"}}}""");
        Assert.Equal("keyword", Text(await OkAsync("GET", "/map-b/_mapping"), "map-b", "mappings", "properties", "k", "type"));
        await FailsAsync(HttpStatusCode.BadRequest, "illegal_argument_exception", "PUT", "/map-b/_mapping", """{"properties":{"n":{"type":"keyword"}}}""");
    }

    [Fact]
    public async Task A_value_against_an_explicit_mapping_is_refused()
    {
        await OkAsync("PUT", "/map-c", """{"mappings":{"properties":{"n":{"type":"long"}}}}""");
        await FailsAsync(HttpStatusCode.BadRequest, "mapper_parsing_exception", "PUT", "/map-c/_doc/1", """{"n":"many"}""");
    }
}
