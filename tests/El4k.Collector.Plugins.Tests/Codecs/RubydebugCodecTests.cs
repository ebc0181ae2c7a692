using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.Rubydebug;

namespace El4k.Collector.Plugins.Tests.Codecs;

public sealed class RubydebugCodecTests
{
    private const string Source = """{"@timestamp":"2026-01-01T00:00:00.000Z","@version":"1","@metadata":{"secret":1},"a":1}""";

    [Fact]
    public void Metadata_is_shown_only_when_asked_for()
    {
        Assert.DoesNotContain("@metadata", CodecRun.Encode(Codec(metadata: false), Source), StringComparison.Ordinal);
        Assert.Contains("\"secret\" => 1", CodecRun.Encode(Codec(metadata: true), Source), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_decoded_with_it_is_kept_as_a_message()
    {
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        Codec(metadata: false).Decode("text"u8, batch);
        Assert.Equal("""{"message":"text"}""", CodecRun.Bare(batch[0]));
    }

    private static RubydebugCodec Codec(bool metadata) => new(new RubydebugOptions { Metadata = metadata }, PluginContext.For("codec"));
}
