using System.Text;
using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.Multiline;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Codecs;

public sealed class MultilineCodecTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Codecs/multiline.cases", columns: 3);

    // In the table ¶ is a newline and · a tab; messages are divided by a bar, tags in brackets follow.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Lines_that_belong_together_are_one_event(string where, string options, string text, string expected)
    {
        var codec = Load(options);
        var bytes = Encoding.UTF8.GetBytes(text.Replace('¶', '\n').Replace('·', '\t'));
        foreach (var length in (int[])[1, 5, bytes.Length])
        {
            var found = string.Join(" | ", Run(codec.Clone(), bytes, length)).Replace('\n', '¶').Replace('\t', '·').TrimStart();
            Assert.True(expected == found, $"{where}, in pieces of {length}: expected {expected}, got {found}");
        }
    }

    [Theory]
    [InlineData("disabled", """{"message":"a\n b","tags":["multiline"]}""")]
    [InlineData("v1", """{"message":"a\n b","event":{"original":"a\n b"},"tags":["multiline"]}""")]
    [InlineData("v8", """{"message":"a\n b","event":{"original":"a\n b"},"tags":["multiline"]}""")]
    public void The_text_of_the_whole_event_is_kept_with_the_elastic_common_schema(string mode, string expected) =>
        Assert.Equal([expected], CodecRun.Decode(Load($"pattern => \"^\\s\" what => \"previous\" ecs_compatibility => {mode}"), "a\n b\n"));

    [Fact]
    public void What_has_given_no_event_yet_is_counted_in_bytes_of_the_stream()
    {
        var codec = Load("""pattern => "^\s" what => "previous" charset => "ISO-8859-1" """);
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        Assert.Equal(0, codec.UnfinishedBytes);
        codec.Decode(Encoding.Latin1.GetBytes("caf\xE9\r\n"), batch);
        Assert.Equal(6, codec.UnfinishedBytes);
        codec.Decode(Encoding.Latin1.GetBytes(" at\n ha"), batch);
        Assert.Equal(13, codec.UnfinishedBytes);
        codec.Decode(Encoding.Latin1.GetBytes("lf\nnext\n"), batch);
        Assert.Equal(5, codec.UnfinishedBytes);
        Assert.Equal("caf\xE9\n at\n half", batch[0].Get(FieldReference.Message));
        codec.Flush(batch);
        Assert.Equal(0, codec.UnfinishedBytes);
        Assert.Equal(2, batch.Count);
    }

    [Fact]
    public void An_event_has_the_time_of_its_first_line()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch.AddHours(1));
        var codec = new MultilineCodec(new MultilineOptions { Pattern = "^ " }, PluginContext.For("codec", clock: time));
        var batch = new EventBatchPool(time).Rent();
        codec.Decode("one\n"u8, batch);
        time.Advance(TimeSpan.FromMinutes(1));
        codec.Decode(" more\n"u8, batch);
        codec.Flush(batch);

        Assert.Equal(Timestamp.From(DateTimeOffset.UnixEpoch.AddHours(1)), batch[0].Timestamp);
    }

    [Fact]
    public void The_codec_says_how_long_it_waits_for_a_further_line()
    {
        Assert.Null(Load("""pattern => "^ " what => "previous" """).IdleFlush);
        Assert.Equal(TimeSpan.FromSeconds(2.5), Load("""pattern => "^ " what => "previous" auto_flush_interval => 2.5""").IdleFlush);
    }

    [Fact]
    public void Patterns_come_from_files_too()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mine", "BEGINNING ^>>\n");
        var codec = Load($"pattern => \"%{{BEGINNING}}\" negate => true what => \"previous\" patterns_dir => \"{folder.Path}\"");

        Assert.Equal([">>a\nb [multiline]", ">>c"], Run(codec, ">>a\nb\n>>c\n"u8.ToArray(), 100));
    }

    [Fact]
    public void A_line_on_which_the_pattern_takes_for_ever_is_an_event_of_its_own()
    {
        var context = PluginContext.For("codec");
        var codec = new MultilineCodec(new MultilineOptions { Pattern = "^(a+)+$" }, context);
        var line = new string('a', 40) + "!";

        Assert.Equal([line, "b"], Run(codec, Encoding.UTF8.GetBytes(line + "\nb\n"), 1000));
        Assert.Equal(1, context.Counters.Read().Named["timeouts"]);
    }

    [Theory]
    [InlineData("""what => "previous" """, "pattern")]
    [InlineData("""pattern => "a" """, "what")]
    [InlineData("""pattern => "(" what => "next" """, "without its ')'")]
    [InlineData("""pattern => "%{NOSUCH}" what => "next" """, "NOSUCH")]
    [InlineData("""pattern => "a" what => "both" """, "Expected one of previous, next")]
    [InlineData("""pattern => "a" what => "next" max_lines => 0""", "at least one line")]
    [InlineData("""pattern => "a" what => "next" auto_flush_interval => 0""", "is no time to wait")]
    [InlineData("""pattern => "a" what => "next" patterns_dir => "/nowhere" """, "/nowhere")]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string options, string expected)
    {
        var result = TryLoad(options);

        Assert.Contains(expected, string.Join('\n', result.Errors));
    }

    private static ICodec Load(string options)
    {
        var result = TryLoad(options);
        Assert.True(result.IsValid, string.Join('\n', result.Errors));
        return result.Definition.Inputs.Single().Context.Codec!;
    }

    private static ConfigurationResult TryLoad(string options) => CollectorConfiguration.LoadText(
        $"input {{ stdin {{ codec => multiline {{ {options} }} }} }}",
        "test.conf",
        new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry() });

    private static List<string> Run(ICodec codec, byte[] bytes, int pieceLength)
    {
        var batch = new EventBatchPool(TimeProvider.System).Rent();
        for (var at = 0; at < bytes.Length; at += pieceLength)
        {
            codec.Decode(bytes.AsSpan(at, Math.Min(pieceLength, bytes.Length - at)), batch);
        }

        codec.Flush(batch);
        return [.. batch.Events.ToArray().Select(Text)];
    }

    private static string Text(Event one)
    {
        var tags = one.Get(FieldReference.Tags) is List<object?> list ? $" [{string.Join(',', list)}]" : "";
        return ((string)one.Get(FieldReference.Message)!) + tags;
    }
}
