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

    private static PlainCodec Codec(PlainOptions? options = null) => new(options ?? new PlainOptions(), PluginContext.For("codec"));
}
