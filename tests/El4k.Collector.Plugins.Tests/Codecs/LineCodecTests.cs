using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Codecs.Line;

namespace El4k.Collector.Plugins.Tests.Codecs;

public sealed class LineCodecTests
{
    [Theory]
    [InlineData("one\ntwo\n", """{"message":"one"}""", """{"message":"two"}""")]
    [InlineData("one\r\ntwo", """{"message":"one"}""", """{"message":"two"}""")]
    [InlineData("one\n\ntwo\n", """{"message":"one"}""", """{"message":""}""", """{"message":"two"}""")]
    [InlineData("caf\xE9\n", """{"message":"caf\\xE9"}""")]
    [InlineData("")]
    public void Each_line_is_a_message(string text, params string[] events) =>
        Assert.Equal(events, CodecRun.Decode(Codec(), text));

    [Fact]
    public void A_delimiter_of_several_characters_is_found_across_pieces() =>
        Assert.Equal(
            ["""{"message":"a-b"}""", """{"message":"c"}""", """{"message":"-"}"""],
            CodecRun.Decode(Codec(new LineOptions { Delimiter = "--|" }), "a-b--|c--|-"));

    [Fact]
    public void A_charset_is_turned_into_utf8() =>
        Assert.Equal(["""{"message":"10 €"}"""], CodecRun.Decode(Codec(new LineOptions { Charset = "CP1252" }), "10 \x80\n"));

    [Fact]
    public void An_event_is_written_by_the_format_and_ends_with_the_delimiter()
    {
        const string Source = """{"@timestamp":"2026-01-01T00:00:00.000Z","message":"hello","host":"h"}""";
        Assert.Equal("2026-01-01T00:00:00.000Z h hello\n", CodecRun.Encode(Codec(), Source));
        Assert.Equal("hello!\n", CodecRun.Encode(Codec(new LineOptions { Format = StringFormat.Parse("%{message}!") }), Source));
    }

    [Fact]
    public void An_empty_delimiter_is_refused() =>
        Assert.Equal("delimiter", Assert.Throws<PluginOptionException>(() => Codec(new LineOptions { Delimiter = "" })).Option);

    [Theory]
    [InlineData(EcsCompatibility.Disabled, "a\r\nb", """{"message":"a"}""", """{"message":"b"}""")]
    [InlineData(EcsCompatibility.V1, "a\r\nb", """{"message":"a","event":{"original":"a"}}""", """{"message":"b","event":{"original":"b"}}""")]
    [InlineData(EcsCompatibility.V8, "a\r\nb", """{"message":"a","event":{"original":"a"}}""", """{"message":"b","event":{"original":"b"}}""")]
    public void The_text_is_kept_beside_the_message_with_the_elastic_common_schema(EcsCompatibility mode, string text, params string[] events) =>
        Assert.Equal(events, CodecRun.Decode(new LineCodec(new LineOptions(), PluginContext.For("codec") with { EcsCompatibility = mode }), text));

    [Fact]
    public void Text_of_another_charset_is_kept_as_it_was_read() =>
        Assert.Equal(
            ["""{"message":"café","event":{"original":"café"}}"""],
            CodecRun.Decode(new LineCodec(new LineOptions { Charset = "ISO-8859-1" }, PluginContext.For("codec") with { EcsCompatibility = EcsCompatibility.V8 }), "caf\xE9\n"));

    private static LineCodec Codec(LineOptions? options = null) => new(options ?? new LineOptions(), PluginContext.For("codec"));
}
