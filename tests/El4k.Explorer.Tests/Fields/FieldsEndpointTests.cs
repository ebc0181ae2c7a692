namespace El4k.Explorer.Tests.Fields;

public sealed class FieldsEndpointTests
{
    [Fact]
    public async Task Fields_come_from_the_mapping_with_what_can_be_done_with_them()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/logstash-*/_mapping", Some.Mapping));
        var fields = (await host.GetAsync("/api/fields"))["fields"]!.AsArray();
        var byName = fields.ToDictionary(field => field!["name"]!.GetValue<string>(), field => field!);
        JsonAssert.Equal("""{"name":"customer","type":"string","mapping":"text","aggregatable":true,"searchable":true}""", byName["customer"], "customer");
        JsonAssert.Equal("""{"name":"message","type":"string","mapping":"text","aggregatable":false,"searchable":true}""", byName["message"], "message");
        JsonAssert.Equal("""{"name":"shape","type":"other","mapping":"geo_shape","aggregatable":false,"searchable":false}""", byName["shape"], "shape");
    }

    [Fact]
    public async Task No_index_has_no_fields_and_is_no_error()
    {
        await using var host = await ExplorerHost.StartAsync(new FakeStore().On("/nothing-*/_mapping", "{}"));
        Assert.Empty((await host.GetAsync("/api/fields?index=nothing-*"))["fields"]!.AsArray());
    }
}
