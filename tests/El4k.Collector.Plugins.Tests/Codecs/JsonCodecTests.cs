using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.Json;

namespace El4k.Collector.Plugins.Tests.Codecs;

public sealed class JsonCodecTests
{
    [Theory]
    [InlineData("{\"a\":1}", """{"a":1}""")]
    [InlineData("{\"a\":1}\n", """{"a":1}""")]
    [InlineData("{\n  \"a\": 1\n}\n", """{"a":1}""")]
    [InlineData("{\"a\":1}\n{\"a\":2}", """{"a":1}""", """{"a":2}""")]
    [InlineData("{\"a\":1}{\"a\":2}", """{"a":1}""", """{"a":2}""")]
    [InlineData("{\"a\":1} {\"a\":2}", """{"a":1}""", """{"a":2}""")]
    [InlineData("[{\"a\":1},{\"a\":2}]", """{"a":1}""", """{"a":2}""")]
    [InlineData("{\"a\":1}\nbroken\n{\"a\":2}", """{"a":1}""", """{"message":"broken","tags":["_jsonparsefailure"]}""", """{"a":2}""")]
    [InlineData("{\"a\":1", """{"message":"{\"a\":1","tags":["_jsonparsefailure"]}""")]
    [InlineData("{\"a\":\"}{\"}", """{"a":"}{"}""")]
    [InlineData("\xFF\xFE", """{"message":"\\xFF\\xFE","tags":["_jsonparsefailure"]}""")]
    [InlineData(" \r\n")]
    [InlineData("")]
    public void A_text_may_hold_any_number_of_documents(string text, params string[] events) =>
        Assert.Equal(events, CodecRun.Decode(Codec(), text));

    [Fact]
    public void Documents_left_open_on_every_line_are_looked_through_once()
    {
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\n", 60_000)) + "{\"a\":1}\n");
        var start = TimeProvider.System.GetTimestamp();
        Codec().Decode(text, batch);

        Assert.Equal(60_001, batch.Count);
        Assert.Equal("""{"a":1}""", CodecRun.Bare(batch[60_000]));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 5);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[x]")]
    public void An_array_of_too_many_elements_is_one_event_that_keeps_the_text_and_says_why(string? target)
    {
        var text = "[" + string.Join(',', Enumerable.Repeat("{}", JsonArrayBound.MaxElements + 1)) + "]";
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        Codec(new JsonOptions { Target = target is null ? null : FieldReference.Parse(target) }).Decode(Encoding.UTF8.GetBytes(text), batch);

        Assert.Equal($$"""{"message":"{{text}}","tags":["_jsonparsefailure","_jsonarraytoolong"]}""", CodecRun.Bare(Assert.Single(batch.Events.ToArray())));
        Assert.Equal(1, batch.ParseFailures);
    }

    [Fact]
    public void An_event_is_written_without_a_line_end() =>
        Assert.Equal(
            """{"@timestamp":"2026-01-01T00:00:00.000Z","@version":"1","a":1}""",
            CodecRun.Encode(Codec(), """{"@timestamp":"2026-01-01T00:00:00.000Z","@version":"1","a":1}"""));

    [Fact]
    public void A_target_takes_the_whole_document() =>
        Assert.Equal(["""{"x":{"y":{"a":1}}}"""], CodecRun.Decode(Codec(new JsonOptions { Target = FieldReference.Parse("[x][y]") }), "{\"a\":1}"));

    [Theory]
    [InlineData(EcsCompatibility.Disabled, "{\"a\":1}\n", """{"a":1}""")]
    [InlineData(EcsCompatibility.V1, "{\"a\":1}\n", """{"a":1,"event":{"original":"{\"a\":1}"}}""")]
    [InlineData(EcsCompatibility.V8, "{\"a\":1}\n{\"a\":2}", """{"a":1,"event":{"original":"{\"a\":1}"}}""", """{"a":2,"event":{"original":"{\"a\":2}"}}""")]
    [InlineData(EcsCompatibility.V8, "[{\"a\":1}]", """{"a":1,"event":{"original":"[{\"a\":1}]"}}""")]
    [InlineData(EcsCompatibility.V8, "[{\"a\":1},{\"a\":2}]", """{"a":1}""", """{"a":2}""")]
    [InlineData(EcsCompatibility.V8, "{\"event\":{\"original\":\"own\"}}", """{"event":{"original":"own"}}""")]
    [InlineData(EcsCompatibility.V8, "{\"event\":\"own\"}", """{"event":"own","tags":["_addfieldfailure"]}""")]
    [InlineData(EcsCompatibility.V8, "broken", """{"message":"broken","tags":["_jsonparsefailure"]}""")]
    public void The_text_of_a_document_is_kept_with_the_elastic_common_schema(EcsCompatibility mode, string text, params string[] events) =>
        Assert.Equal(events, CodecRun.Decode(new JsonCodec(new JsonOptions(), PluginContext.For("codec") with { EcsCompatibility = mode }), text));

    [Fact]
    public void The_text_is_kept_beside_a_target_too() =>
        Assert.Equal(
            ["""{"x":{"a":1},"event":{"original":"{\"a\":1}"}}"""],
            CodecRun.Decode(new JsonCodec(new JsonOptions { Target = FieldReference.Parse("x") }, PluginContext.For("codec") with { EcsCompatibility = EcsCompatibility.V1 }), "{\"a\":1}"));

    private static JsonCodec Codec(JsonOptions? options = null) => new(options ?? new JsonOptions(), PluginContext.For("codec"));
}
