using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.EsBulk;

namespace El4k.Collector.Plugins.Tests.Codecs;

public sealed class EsBulkCodecTests
{
    [Theory]
    [InlineData("{\"index\":{\"_index\":\"i\",\"_id\":\"1\"}}\n{\"a\":1}\n", """{"a":1} {"_index":"i","_id":"1","action":"index"}""")]
    [InlineData("{\"create\":{}}\n{\"a\":1}\n{\"index\":{\"_id\":\"2\"}}\n{\"b\":{\"c\":2}}", """{"a":1} {"action":"create"}""", """{"b":{"c":2}} {"_id":"2","action":"index"}""")]
    [InlineData("{\"delete\":{\"_id\":\"1\"}}\n{\"delete\":{\"_id\":\"2\"}}\n", """{} {"_id":"1","action":"delete"}""", """{} {"_id":"2","action":"delete"}""")]
    [InlineData("{\"update\":{\"_id\":\"1\"}}\n{\"doc\":{\"a\":1},\"doc_as_upsert\":true}\n", """{"doc":{"a":1},"doc_as_upsert":true} {"_id":"1","action":"update"}""")]
    [InlineData("\n{\"index\":{}}\n\n{\"a\":1}\r\n\n", """{"a":1} {"action":"index"}""")]
    public void An_action_becomes_the_metadata_of_its_document(string text, params string[] expected) =>
        Assert.Equal(expected, Decode(new EsBulkOptions(), text));

    [Theory]
    [InlineData("no json\n{\"index\":{}}\n{\"a\":1}\n", """{"message":"no json","tags":["_jsonparsefailure"]} {}""", """{"a":1} {"action":"index"}""")]
    [InlineData("{\"drop\":{}}\n{\"a\":1,\"b\":2}\n", """{"message":"{\"drop\":{}}","tags":["_esbulkparsefailure"]} {}""", """{"message":"{\"a\":1,\"b\":2}","tags":["_esbulkparsefailure"]} {}""")]
    [InlineData("{\"index\":5}\n", """{"message":"{\"index\":5}","tags":["_esbulkparsefailure"]} {}""")]
    [InlineData("{\"index\":{\"_id\":\"1\"}}\n{broken\n", """{"message":"{broken","tags":["_jsonparsefailure"]} {"_id":"1","action":"index"}""")]
    [InlineData("{\"index\":{\"_id\":\"1\"}}\n[{\"a\":1},{\"a\":2}]\n", """{"message":"[{\"a\":1},{\"a\":2}]","tags":["_esbulkparsefailure"]} {"_id":"1","action":"index"}""")]
    [InlineData("{\"index\":{\"_id\":\"1\"}}\n", """{"message":"{\"index\":{\"_id\":\"1\"}}","tags":["_esbulkparsefailure"]} {}""")]
    public void What_is_no_bulk_flows_on_with_a_tag(string text, params string[] expected) =>
        Assert.Equal(expected, Decode(new EsBulkOptions(), text));

    [Theory]
    [InlineData("""{"doc":{"a":1},"doc_as_upsert":true}""", """{"a":1} {"_id":"1","action":"update","doc_as_upsert":true}""")]
    [InlineData("""{"params":{"n":2},"script":"ctx","lang":"painless","upsert":{"n":0}}""", """{"n":2} {"_id":"1","action":"update","scripted_upsert":true,"script":"ctx","script_type":"inline","script_lang":"painless","upsert":"{\"n\":0}"}""")]
    [InlineData("""{"params":{"n":2},"script_id":"s"}""", """{"n":2} {"_id":"1","action":"update","scripted_upsert":true,"script":"s","script_type":"indexed"}""")]
    [InlineData("""{"other":1}""", """{"other":1} {"_id":"1","action":"update"}""")]
    [InlineData("""{"doc":{"tags":5,"":6}}""", """{"_tags":5,"_":6} {"_id":"1","action":"update"}""")]
    public void The_source_of_an_update_is_taken_apart_when_asked_for(string source, string expected) =>
        Assert.Equal([expected], Decode(new EsBulkOptions { ParseUpdate = true }, $"{{\"update\":{{\"_id\":\"1\"}}}}\n{source}\n"));

    [Theory]
    [InlineData(EcsCompatibility.Disabled, """{"a":1,"@metadata":{"_id":"1","action":"index"}}""", """{"@metadata":{"_id":"2","action":"delete"}}""")]
    [InlineData(EcsCompatibility.V1, """{"a":1,"@metadata":{"codec":{"es_bulk":{"_id":"1","action":"index"}}}}""", """{"@metadata":{"codec":{"es_bulk":{"_id":"2","action":"delete"}}}}""")]
    [InlineData(EcsCompatibility.V8, """{"a":1,"@metadata":{"codec":{"es_bulk":{"_id":"1","action":"index"}}}}""", """{"@metadata":{"codec":{"es_bulk":{"_id":"2","action":"delete"}}}}""")]
    public void The_action_lies_where_the_names_of_fields_put_it(EcsCompatibility mode, string indexed, string deleted)
    {
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        var codec = new EsBulkCodec(new EsBulkOptions(), PluginContext.For("codec") with { EcsCompatibility = mode });
        codec.Decode("{\"index\":{\"_id\":\"1\"}}\n{\"a\":1}\n{\"delete\":{\"_id\":\"2\"}}\n"u8, batch);

        WholeEvent.AssertIs(indexed, batch[0]);
        WholeEvent.AssertIs(deleted, batch[1]);
    }

    [Fact]
    public void Scripts_are_left_alone_when_that_is_asked_for() =>
        Assert.Equal(
            ["""{"params":{"n":2},"script":"x"} {"action":"update"}"""],
            Decode(new EsBulkOptions { ParseUpdate = true, ParseScriptedUpsert = false }, "{\"update\":{}}\n{\"params\":{\"n\":2},\"script\":\"x\"}\n"));

    [Fact]
    public void A_target_takes_the_document() =>
        Assert.Equal(
            ["""{"doc":{"a":1}} {"action":"index"}"""],
            Decode(new EsBulkOptions { Target = FieldReference.Parse("[doc]") }, "{\"index\":{}}\n{\"a\":1}\n"));

    [Fact]
    public void An_action_without_its_document_is_not_finished()
    {
        var codec = new EsBulkCodec(new EsBulkOptions(), PluginContext.For("codec"));
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        codec.Decode("{\"index\":{}}\n{\"a\""u8, batch);
        Assert.Equal(17, codec.UnfinishedBytes);
        codec.Decode(":1}\n"u8, batch);
        Assert.Equal(0, codec.UnfinishedBytes);
    }

    private static string[] Decode(EsBulkOptions options, string text)
    {
        var codec = new EsBulkCodec(options, PluginContext.For("codec"));
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        foreach (var piece in text.Chunk(3))
        {
            codec.Decode(System.Text.Encoding.UTF8.GetBytes(piece), batch);
        }

        codec.Flush(batch);
        return [.. batch.Events.ToArray().Select(one => $"{CodecRun.Bare(one)} {Json(one.Metadata)}")];
    }

    private static string Json(EventMap map)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        JsonValue.Write(map, output);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
