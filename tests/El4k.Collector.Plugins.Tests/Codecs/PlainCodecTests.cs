using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Codecs.Plain;

namespace El4k.Collector.Plugins.Tests.Codecs;

public sealed class PlainCodecTests
{
    [Fact]
    public void A_text_is_one_message_line_breaks_included() =>
        Assert.Equal(["""{"message":"one\ntwo\n"}"""], CodecRun.Decode(Codec(), "one\ntwo\n"));

    [Fact]
    public void An_empty_text_is_a_message_too()
    {
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        var codec = Codec();
        codec.Decode([], batch);
        codec.Flush(batch);
        Assert.Equal("""{"message":""}""", CodecRun.Bare(Assert.Single(batch.Events.ToArray())));
    }

    [Fact]
    public void An_event_is_written_by_the_format() =>
        Assert.Equal("hello", CodecRun.Encode(Codec(new PlainOptions { Format = StringFormat.Parse("%{message}") }), """{"message":"hello"}"""));

    [Theory]
    [InlineData(EcsCompatibility.Disabled, "a\n", """{"message":"a\n"}""")]
    [InlineData(EcsCompatibility.V1, "a\n", """{"message":"a\n","event":{"original":"a\n"}}""")]
    [InlineData(EcsCompatibility.V8, "a\n", """{"message":"a\n","event":{"original":"a\n"}}""")]
    [InlineData(EcsCompatibility.V8, "\xFF", """{"message":"\\xFF","event":{"original":"\\xFF"}}""")]
    public void The_text_is_kept_beside_the_message_with_the_elastic_common_schema(EcsCompatibility mode, string text, params string[] events) =>
        Assert.Equal(events, CodecRun.Decode(new PlainCodec(new PlainOptions(), PluginContext.For("codec") with { EcsCompatibility = mode }), text));

    private static PlainCodec Codec(PlainOptions? options = null) => new(options ?? new PlainOptions(), PluginContext.For("codec"));
}
