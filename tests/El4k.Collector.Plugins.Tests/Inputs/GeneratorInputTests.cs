using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.Plain;
using El4k.Collector.Plugins.Inputs.Generator;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class GeneratorInputTests
{
    private static readonly FieldReference Sequence = FieldReference.Parse("sequence");
    private static readonly ICodec Plain = new PlainCodec(new PlainOptions(), PluginContext.For("codec"));

    [Fact]
    public async Task Lines_are_given_out_in_turn_as_often_as_count_says()
    {
        await using var input = await StartAsync(new GeneratorOptions { Lines = ["a", "b"], Count = 2 }, Plain);
        await input.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["a", "b", "a", "b"], input.Published.Messages);
        Assert.Equal([0L, 0L, 1L, 1L], input.Published.Events.Select(item => item.Get(Sequence)));
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, """{"message":"a","host":"MACHINE","sequence":0}""")]
    [InlineData(EcsCompatibility.V1, """{"message":"a","host":{"name":"MACHINE"},"event":{"sequence":0}}""")]
    [InlineData(EcsCompatibility.V8, """{"message":"a","host":{"name":"MACHINE"},"event":{"sequence":0}}""")]
    public async Task Fields_have_the_names_asked_for(EcsCompatibility mode, string expected)
    {
        var generator = new GeneratorInput(new GeneratorOptions { Message = "a", Count = 1 }, PluginContext.For("generator") with { EcsCompatibility = mode });
        await using var input = await RunningInput.StartAsync(generator, Plain);
        WholeEvent.AssertIs(expected, Assert.Single(await input.Published.WaitForAsync(1)));
    }

    [Fact]
    public async Task The_message_is_read_by_the_codec()
    {
        await using var input = await StartAsync(new GeneratorOptions { Message = """{"a":1}""", Count = 1500 }, RunningInput.Json);
        await input.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1500, input.Published.Events.Count);
        Assert.All(input.Published.Events, item => Assert.Equal(1L, item.Get(FieldReference.Parse("a"))));
    }

    [Fact]
    public async Task Without_a_count_it_goes_on_until_the_stop()
    {
        await using var input = await StartAsync(new GeneratorOptions(), Plain);
        await input.Published.WaitForAsync(3000);
        await input.StopAsync();
        Assert.Equal("Hello world!", input.Published.Events[^1].Get(FieldReference.Message));
    }

    [Fact]
    public async Task Each_thread_gives_out_its_own_count()
    {
        await using var input = await StartAsync(new GeneratorOptions { Count = 100, Threads = 3 }, Plain);
        await input.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(Enumerable.Repeat(3, 100), input.Published.Events.GroupBy(item => item.Get(Sequence)).Select(group => group.Count()));
    }

    [Theory]
    [InlineData(-1, 1, "count")]
    [InlineData(1, 0, "threads")]
    public void What_cannot_be_meant_is_refused(long count, int threads, string option)
    {
        var options = new GeneratorOptions { Count = count, Threads = threads };
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new GeneratorInput(options, PluginContext.For("generator"))).Option);
    }

    private static Task<RunningInput> StartAsync(GeneratorOptions options, ICodec codec) =>
        RunningInput.StartAsync(new GeneratorInput(options, PluginContext.For("generator")), codec);
}
