using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;

namespace El4k.Collector.Plugins.Tests;

/// <summary>Which names hold for a plugin: its own <c>ecs_compatibility</c>, else that of the whole pipeline.</summary>
public sealed class EcsCompatibilityTests
{
    [Theory]
    [InlineData(EcsCompatibility.Disabled, "", EcsCompatibility.Disabled)]
    [InlineData(EcsCompatibility.Disabled, "ecs_compatibility => v1", EcsCompatibility.V1)]
    [InlineData(EcsCompatibility.Disabled, "ecs_compatibility => \"v8\"", EcsCompatibility.V8)]
    [InlineData(EcsCompatibility.V1, "", EcsCompatibility.V1)]
    [InlineData(EcsCompatibility.V8, "", EcsCompatibility.V8)]
    [InlineData(EcsCompatibility.V8, "ecs_compatibility => v1", EcsCompatibility.V1)]
    [InlineData(EcsCompatibility.V8, "ecs_compatibility => disabled", EcsCompatibility.Disabled)]
    public void What_a_plugin_says_itself_wins(EcsCompatibility ofPipeline, string options, EcsCompatibility expected)
    {
        var definition = Load($"input {{ udp {{ port => 0 {options} }} }} filter {{ if [a] {{ clone {{ clones => \"c\" {options} }} }} }} output {{ stdout {{ {options} }} }}", ofPipeline).Definition!;

        Assert.Equal(expected, definition.Inputs.Single().Context.EcsCompatibility);
        Assert.Equal(expected, StepTree.Plugins(definition.Filters).Single().Context.EcsCompatibility);
        Assert.Equal(expected, StepTree.Plugins(definition.Outputs).Single().Context.EcsCompatibility);
    }

    /// <summary>As in Logstash a codec does not follow its input; also where a stream replaces it by its twin for lines.</summary>
    [Theory]
    [InlineData(EcsCompatibility.Disabled, "udp", "codec => plain ecs_compatibility => v8", false)]
    [InlineData(EcsCompatibility.Disabled, "udp", "codec => plain { ecs_compatibility => v8 }", true)]
    [InlineData(EcsCompatibility.V8, "udp", "", true)]
    [InlineData(EcsCompatibility.V8, "udp", "codec => plain { ecs_compatibility => disabled }", false)]
    [InlineData(EcsCompatibility.V8, "udp", "ecs_compatibility => disabled", true)]
    [InlineData(EcsCompatibility.V8, "tcp", "codec => plain", true)]
    [InlineData(EcsCompatibility.Disabled, "tcp", "codec => plain { ecs_compatibility => v1 }", true)]
    public void A_codec_has_names_of_its_own(EcsCompatibility ofPipeline, string input, string options, bool keepsOriginal)
    {
        var result = Load($"input {{ {input} {{ port => 0 {options} }} }}", ofPipeline);
        Assert.DoesNotContain(result.Diagnostics, diagnostic => diagnostic.Message.Contains("ecs_compatibility", StringComparison.Ordinal));
        Assert.Equal(keepsOriginal, KeepsOriginal(result.Definition!.Inputs.Single().Context.Codec!, "text\n"u8));
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, "ecs_compatibility => v8", false)]
    [InlineData(EcsCompatibility.V1, "", true)]
    [InlineData(EcsCompatibility.V1, "ecs_compatibility => disabled", true)]
    public void Codecs_by_content_type_have_those_of_the_pipeline(EcsCompatibility ofPipeline, string options, bool keepsOriginal)
    {
        var context = Load($"input {{ http {{ {options} }} }}", ofPipeline).Definition!.Inputs.Single().Context;
        Assert.Equal(keepsOriginal, KeepsOriginal(context.CreateCodec("json")!, "{\"a\":1}"u8));
    }

    [Theory]
    [InlineData("input { stdin { codec => json_lines { ecs_compatibility => v1 } } }", true)]
    [InlineData("input { udp { port => 0 codec => json { ecs_compatibility => v8 } } }", true)]
    [InlineData("input { udp { port => 0 codec => es_bulk { ecs_compatibility => v8 } } }", true)]
    [InlineData("filter { json { source => \"s\" ecs_compatibility => v8 } }", true)]
    [InlineData("filter { kv { ecs_compatibility => v8 } }", true)]
    [InlineData("filter { csv { ecs_compatibility => v8 } }", true)]
    [InlineData("filter { json { source => \"s\" target => \"t\" ecs_compatibility => v8 } }", false)]
    [InlineData("filter { json { source => \"s\" } kv { } csv { } }", false)]
    [InlineData("filter { dissect { ecs_compatibility => v8 } }", false)]
    [InlineData("output { stdout { codec => json_lines { ecs_compatibility => v8 } } }", false)]
    [InlineData("output { file { path => \"p\" codec => json { ecs_compatibility => v1 } } }", false)]
    public void A_target_is_advised_where_fields_may_clash_with_those_of_the_schema(string text, bool isAdvised)
    {
        var log = new RecordingLog();
        Assert.NotNull(Load(text, EcsCompatibility.Disabled, log).Definition);
        Assert.Equal(isAdvised, log.Lines.Count(line => line.Severity == LogSeverity.Info && line.Message.Contains("has no target", StringComparison.Ordinal)) == 1);
    }

    [Fact]
    public void An_input_with_another_codec_default_is_another_one_at_a_reload()
    {
        const string Text = "input { udp { port => 0 } }";
        var before = Load(Text, EcsCompatibility.Disabled).Definition!.Inputs.Single().Signature;

        Assert.Equal(before, Load(Text, EcsCompatibility.Disabled).Definition!.Inputs.Single().Signature);
        Assert.NotEqual(before, Load(Text, EcsCompatibility.V8).Definition!.Inputs.Single().Signature);
    }

    private static bool KeepsOriginal(ICodec codec, ReadOnlySpan<byte> text)
    {
        var batch = new Events.EventBatchPool(TimeProvider.System).Rent();
        codec.Decode(text, batch);
        codec.Flush(batch);
        return Assert.Single(batch.Events.ToArray()).Contains(Events.FieldReference.Parse("[event][original]"));
    }

    private static ConfigurationResult Load(string text, EcsCompatibility mode, ILog? log = null) =>
        CollectorConfiguration.LoadText(text, "test.conf", new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry(), EcsCompatibility = mode, Log = log ?? NullLog.Instance });
}
