using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.JsonLines;

namespace El4k.Collector.Plugins.Tests.Codecs;

public sealed class JsonLinesCodecTests
{
    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":2}\n", """{"a":1}""", """{"a":2}""")]
    [InlineData("{\"a\":1}\n{\"a\":2}", """{"a":1}""", """{"a":2}""")]
    [InlineData("{\"a\":1}\r\n\r\n{\"a\":2}\r\n", """{"a":1}""", """{"a":2}""")]
    [InlineData("{\"a\":1}{\"a\":2}{\"a\":3}", """{"a":1}""", """{"a":2}""", """{"a":3}""")]
    [InlineData("{\"a\":1} {\"a\":2}\n{\"a\":3}\n", """{"a":1}""", """{"a":2}""", """{"a":3}""")]
    [InlineData("[{\"a\":1},{\"a\":2}]\n", """{"a":1}""", """{"a":2}""")]
    [InlineData("[]\n\n \n")]
    [InlineData("")]
    [InlineData("{\"a\":\"x\\ny{\"}\n", """{"a":"x\ny{"}""")]
    [InlineData("{\"a\":1}\nnot json\n{\"a\":2}\n", """{"a":1}""", """{"message":"not json","tags":["_jsonparsefailure"]}""", """{"a":2}""")]
    [InlineData("{\"a\":\n{\"a\":2}\n", """{"message":"{\"a\":","tags":["_jsonparsefailure"]}""", """{"a":2}""")]
    [InlineData("{\"a\":1,}\n", """{"message":"{\"a\":1,}","tags":["_jsonparsefailure"]}""")]
    [InlineData("{\"a\":1}x\n", """{"a":1}""", """{"message":"x","tags":["_jsonparsefailure"]}""")]
    [InlineData("123\n\"text\"\n", """{"message":"123","tags":["_jsonparsefailure"]}""", """{"message":"\"text\"","tags":["_jsonparsefailure"]}""")]
    [InlineData("{\"a\":\"\xE9\"}\n{\"a\":2}\n", """{"message":"{\"a\":\"\\xE9\"}","tags":["_jsonparsefailure"]}""", """{"a":2}""")]
    [InlineData("[{\"a\":1},2]\n", """{"message":"[{\"a\":1},2]","tags":["_jsonparsefailure"]}""")]
    public void Text_becomes_events_however_it_is_cut(string text, params string[] events) =>
        Assert.Equal(events, CodecRun.Decode(Codec(), text));

    [Fact]
    public void A_document_does_not_wait_for_its_newline()
    {
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        var codec = Codec();
        codec.Decode("""{"a":1}{"b":"""u8, batch);
        Assert.Equal(1, batch.Count);
        codec.Decode("2}"u8, batch);
        Assert.Equal(2, batch.Count);
        codec.Decode("\n"u8, batch);
        codec.Flush(batch);
        Assert.Equal(2, batch.Count);
    }

    [Fact]
    public void A_line_over_the_limit_is_cut_counted_and_the_next_one_read()
    {
        var log = new RecordingLog();
        var context = PluginContext.For("codec", log);
        var codec = new JsonLinesCodec(new JsonLinesOptions { DecodeSizeLimit = new ByteSize(20) }, context);
        var events = CodecRun.Decode(codec, "{\"a\":\"" + new string('x', 50) + "\"}\n{\"b\":1}\n");
        Assert.Equal(2, events.Length);
        Assert.Contains("_linetoolong", events[0], StringComparison.Ordinal);
        Assert.Equal("""{"b":1}""", events[1]);
        Assert.True(context.Counters.Read().Dropped > 0);
        Assert.Contains("decode_size_limit_bytes", log.Errors.First(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_is_of_each_document_however_many_share_a_line_and_however_it_is_cut()
    {
        var codec = Codec(new JsonLinesOptions { DecodeSizeLimit = new ByteSize(20) });
        Assert.Equal(["""{"a":1}""", """{"a":2}""", """{"a":3}""", """{"a":4}"""], CodecRun.Decode(codec, "{\"a\":1}{\"a\":2} {\"a\":3}{\"a\":4}\n"));
        var events = CodecRun.Decode(codec, "{\"a\":1} {\"a\":\"" + new string('x', 13) + "\"}{\"a\":\"" + new string('x', 12) + "\"}\n{\"a\":\"" + new string('x', 12) + "\"}\n");
        Assert.Equal(3, events.Length);
        Assert.Equal("""{"a":1}""", events[0]);
        Assert.Contains("_linetoolong", events[1], StringComparison.Ordinal);
        Assert.Equal("""{"a":"xxxxxxxxxxxx"}""", events[2]);
    }

    [Fact]
    public void The_delimiter_may_be_any_text()
    {
        var codec = Codec(new JsonLinesOptions { Delimiter = "--" });
        Assert.Equal(["""{"a":1}""", """{"a":2}"""], CodecRun.Decode(codec, "{\"a\":1}--{\"a\":2}--"));
        Assert.Equal("""{"@timestamp":"2026-01-01T00:00:00.000Z","@version":"1"}--""", CodecRun.Encode(codec, """{"@timestamp":"2026-01-01T00:00:00.000Z","@version":"1"}"""));
    }

    [Theory]
    [InlineData("{\"a\":1}{\"b\":2}}\n{\"c\":3}}\n", """{"a":1}""", """{"b":2}""", """{"c":3}""")]
    [InlineData("{\"a\":1}\n{\"b\":2}}\n", """{"message":"{\"a\":1","tags":["_jsonparsefailure"]}""", """{"b":2}""")]
    [InlineData("{\"a\":1}", """{"a":1}""")]
    public void Where_the_delimiter_begins_with_a_bracket_it_is_found_before_a_document_ends_with_it(string text, params string[] events) =>
        Assert.Equal(events, CodecRun.Decode(Codec(new JsonLinesOptions { Delimiter = "}\n" }), text));

    [Fact]
    public void A_document_as_long_as_the_limit_is_whole_also_where_the_delimiter_may_have_begun()
    {
        var codec = Codec(new JsonLinesOptions { Delimiter = "}\n\n", DecodeSizeLimit = new ByteSize(7) });
        Assert.Equal(["""{"a":1}""", """{"a":2}""", """{"a":3}"""], CodecRun.Decode(codec, "{\"a\":1}{\"a\":2}\n{\"a\":3}}\n\n"));
    }

    [Fact]
    public void A_target_takes_the_whole_document()
    {
        var codec = Codec(new JsonLinesOptions { Target = FieldReference.Parse("[doc]") });
        Assert.Equal(
            ["""{"doc":{"a":1}}""", """{"doc":{"a":2}}""", """{"message":"5","tags":["_jsonparsefailure"]}"""],
            CodecRun.Decode(codec, "{\"a\":1}\n[{\"a\":2}]\n5\n"));
    }

    [Fact]
    public void A_charset_is_turned_into_utf8()
    {
        var codec = Codec(new JsonLinesOptions { Charset = "ISO-8859-1" });
        Assert.Equal(["""{"a":"é"}"""], CodecRun.Decode(codec, "{\"a\":\"\xE9\"}\n"));
    }

    [Fact]
    public void An_unknown_charset_is_refused_by_name()
    {
        var refusal = Assert.Throws<PluginOptionException>(() => Codec(new JsonLinesOptions { Charset = "KLINGON" }));
        Assert.Equal("charset", refusal.Option);
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, "{\"a\":1}\n", """{"a":1}""")]
    [InlineData(EcsCompatibility.V1, "{\"a\":1}\n", """{"a":1}""")]
    [InlineData(EcsCompatibility.V8, "{\"a\":1}\n", """{"a":1}""")]
    public void No_text_is_kept_whichever_names_fields_have(EcsCompatibility mode, string text, params string[] events) =>
        Assert.Equal(events, CodecRun.Decode(new JsonLinesCodec(new JsonLinesOptions(), PluginContext.For("codec") with { EcsCompatibility = mode }), text));

    private static JsonLinesCodec Codec(JsonLinesOptions? options = null) => new(options ?? new JsonLinesOptions(), PluginContext.For("codec"));
}
