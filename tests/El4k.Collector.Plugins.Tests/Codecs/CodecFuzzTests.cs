using System.Buffers;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Testing.Fuzzing;

namespace El4k.Collector.Plugins.Tests.Codecs;

/// <summary>What a codec makes of bytes depends on the bytes only: not on how they are cut, and nothing makes it throw.</summary>
public sealed class CodecFuzzTests
{
    private static readonly string[] Sound =
    [
        "{\"a\":1}\n{\"b\":[1,2],\"c\":{\"d\":\"x\\ny\"}}\n",
        "[{\"a\":1},{\"a\":2}]\r\n{\"@timestamp\":\"2015-05-17T10:05:03Z\",\"tags\":[\"x\"]}\n",
        "first line\n  continued\n\tand again\nsecond é€😀 line\r\n\n\nlast without end",
        "{\"index\":{\"_index\":\"i\",\"_id\":\"1\"}}\n{\"a\":1}\n{\"delete\":{\"_index\":\"i\",\"_id\":\"2\"}}\n{\"update\":{\"_id\":\"3\"}}\n{\"doc\":{\"a\":2}}\n",
        "{\"a\":1}{\"a\":2} {\"a\":3}[{}]\n{\"open\":\n{\"a\":4}\nnot json\n",
    ];

    private static readonly string[] Tokens =
    [
        "\n", "\r\n", "\r", "\n\n", " ", "\t", "{", "}", "[", "]", "\"", "\\", ",", ":", "{\"a\":1}", "[{}]", "{\"index\":{}}\n", "text", "é", "😀", "\0", "\uFEFF", "\u2028",
        "  indented\n", "1", "null", "{\"a\":\"", "[[[[", "]]]]",
    ];

    /// <summary>Codecs of streams, with the options that change how they cut: for these the pieces must not matter.</summary>
    public static TheoryData<string> StreamCodecs =>
    [
        "json_lines",
        "json_lines { delimiter => \"}\" }",
        "json_lines { charset => \"ISO-8859-1\" }",
        "json_lines { decode_size_limit_bytes => 1 }",
        "json_lines { decode_size_limit_bytes => 7 }",
        "json_lines { decode_size_limit_bytes => 20 }",
        "json_lines { decode_size_limit_bytes => 40 delimiter => \",\" }",
        "json_lines { delimiter => \"}\\n\" }",
        "json_lines { delimiter => \"}\\n{\" }",
        "json_lines { delimiter => \"}}\" }",
        "json_lines { delimiter => \"]]\\n\" }",
        "json_lines { delimiter => \"[{\" }",
        "json_lines { delimiter => '{\"a' }",
        "json_lines { decode_size_limit_bytes => 7 delimiter => \"}\\n\\n\" }",
        "json_lines { decode_size_limit_bytes => 7 delimiter => \"}{\" }",
        "json_lines { decode_size_limit_bytes => 20 delimiter => \"}]\" }",
        "line",
        "line { delimiter => \"}\\n{\" }",
        "line { decode_size_limit_bytes => 9 delimiter => '{\"a' }",
        "line { delimiter => \"ab\" }",
        "line { delimiter => \"line\" charset => \"CP1252\" }",
        "line { decode_size_limit_bytes => 12 }",
        "line { decode_size_limit_bytes => 12 delimiter => \"\\r\\n\" }",
        "line { decode_size_limit_bytes => 9 delimiter => \"]]\\n\" }",
        "es_bulk",
        "multiline { pattern => \"^\\s\" what => \"previous\" }",
        "multiline { pattern => \"^[a-m]\" what => \"next\" negate => true max_lines => 3 }",
        "multiline { pattern => \"^%{WORD} \" what => \"previous\" negate => true max_bytes => 40 }",
    ];

    public static TheoryData<string> AllCodecs =>
        [.. BuiltInPlugins.CreateRegistry().Codecs.All.Select(codec => codec.Name).Where(name => name != "multiline").Concat(["json { target => \"[a][b]\" }"])];

    [Theory]
    [MemberData(nameof(StreamCodecs))]
    public void However_the_bytes_are_cut_the_events_are_the_same(string written)
    {
        var codec = Build(written);
        var cuts = new Random(1);
        Fuzz.Run(400, new Mutator(Sound, Tokens).Make, input =>
        {
            var whole = Decode(codec, input, () => input.Length);
            Assert.Equal(whole, Decode(codec, input, () => 1));
            Assert.Equal(whole, Decode(codec, input, () => cuts.Next(1, 9)));
            Assert.Equal(whole, Decode(codec, input, () => cuts.Next(1, 200)));
        });
    }

    [Theory]
    [MemberData(nameof(AllCodecs))]
    public void Nothing_throws_and_what_comes_out_can_be_encoded(string written)
    {
        var codec = Build(written);
        Fuzz.Run(400, new Mutator(Sound, Tokens).Make, input =>
        {
            var batch = new EventBatchPool(TimeProvider.System).Rent();
            codec.Decode(input, batch);
            codec.Flush(batch);
            Assert.Equal(0, codec.HeldBytes);
            var output = new ArrayBufferWriter<byte>();
            foreach (var decoded in batch.Events.ToArray())
            {
                codec.Encode(decoded, output);
                Assert.NotEmpty(decoded.ToJson());
            }
        });
    }

    private static string[] Decode(ICodec prototype, byte[] input, Func<int> length)
    {
        var codec = prototype.Clone();
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        for (var at = 0; at < input.Length;)
        {
            var take = Math.Min(Math.Max(1, length()), input.Length - at);
            codec.Decode(input.AsSpan(at, take), batch);
            at += take;
        }

        codec.Flush(batch);
        return [.. batch.Events.ToArray().Select(CodecRun.Bare)];
    }

    private static ICodec Build(string written)
    {
        var loaded = CollectorConfiguration.LoadText(
            $"input {{ generator {{ codec => {written} }} }} output {{ null {{ }} }}",
            "codec",
            new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry() });
        Assert.True(loaded.IsValid, string.Join('\n', loaded.Diagnostics));
        return loaded.Definition.Inputs[0].Context.Codec!;
    }
}
