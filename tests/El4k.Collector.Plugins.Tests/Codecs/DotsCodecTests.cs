using El4k.Collector.Plugins.Codecs.Dots;

namespace El4k.Collector.Plugins.Tests.Codecs;

public sealed class DotsCodecTests
{
    [Fact]
    public void An_event_is_a_dot() =>
        Assert.Equal(".", CodecRun.Encode(new DotsCodec(new NoOptions(), PluginContext.For("codec")), """{"message":"hello"}"""));
}
