using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Collector.Tests.Fakes;

namespace El4k.Collector.Tests.Pipeline;

public sealed class PipelineReloadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly PipelineSettings Fast = new()
    {
        Workers = 2,
        RestartDelay = TimeSpan.FromMilliseconds(20),
        DrainTimeout = TimeSpan.FromSeconds(2),
    };

    [Fact]
    public async Task An_input_that_is_the_same_goes_on_and_every_event_is_delivered_once()
    {
        const string Input = "input { fake { lines => ['{\"n\":{n}}'] endless => true batch => 7 } }";
        PipelineDefinition first = Load(Input + " output { memory { index => 'v0' } }");
        await using var pipeline = new EventPipeline(first, Fast);
        await pipeline.StartAsync();
        var outputs = new List<FakeOutput> { Output(first) };
        for (int i = 1; i <= 20; i++)
        {
            PipelineDefinition next = Load($"{Input} filter {{ mutate {{ add_tag => 'v{i}' }} }} output {{ memory {{ index => 'v{i}' }} }}");
            await pipeline.ReloadAsync(next);
            outputs.Add(Output(next));
            await Until.TrueAsync(() => !outputs[^1].Written.IsEmpty);
        }

        await pipeline.StopAsync().WaitAsync(Patience);
        FakeInput input = (FakeInput)first.Inputs[0].Plugin;
        string[] written = [.. outputs.SelectMany(output => output.Written)];

        Assert.Equal(input.Delivered, written.Length);

        // What waited for room at the stop is not acknowledged.
        Assert.Equal(input.Published, input.Delivered + input.Abandoned);
        Assert.Equal(written.Length, written.Select(text => System.Text.Json.Nodes.JsonNode.Parse(text)!["n"]!.GetValue<int>()).Distinct().Count());
        Assert.All(outputs[5].Written, text => Assert.Contains("v5", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_configuration_that_cannot_start_leaves_the_running_one_as_it_is()
    {
        PipelineDefinition first = Load("input { fake { lines => ['{\"n\":{n}}'] endless => true } } output { memory { } }");
        await using var pipeline = new EventPipeline(first, Fast);
        await pipeline.StartAsync();
        await Assert.ThrowsAsync<PluginStartException>(() => pipeline.ReloadAsync(Load("input { listener { port => 1 } } output { memory { } }")));
        int before = Output(first).Written.Count;

        Assert.Equal(PipelineState.Running, pipeline.ReadStatus().State);
        await Until.TrueAsync(() => Output(first).Written.Count > before);
    }

    [Fact]
    public async Task An_input_that_cannot_share_what_it_reads_is_started_last_and_tried_again()
    {
        await using var pipeline = new EventPipeline(Load("input { fake { lines => ['{}'] endless => true } } output { memory { } }"), Fast);
        await pipeline.StartAsync();
        PipelineDefinition next = Load("input { fake { lines => ['{\"n\":{n}}'] cannot_start => true } fake { lines => ['{\"n\":{n}}'] endless => true } } output { memory { } }");
        PluginStartException refusal = await Assert.ThrowsAsync<PluginStartException>(() => pipeline.ReloadAsync(next));

        Assert.Contains("the rest of the new configuration runs", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(PipelineState.Running, pipeline.ReadStatus().State);
        await Until.TrueAsync(() => !Output(next).Written.IsEmpty);
    }

    [Fact]
    public async Task A_target_that_is_stuck_does_not_hold_the_new_configuration()
    {
        const string Input = "input { fake { lines => ['{\"n\":{n}}'] endless => true batch => 10 } } ";
        PipelineDefinition first = Load(Input + "output { memory { blocked => true } }");
        await using var pipeline = new EventPipeline(first, Fast with { DrainTimeout = TimeSpan.FromMilliseconds(300), QueueEvents = 500, BatchSize = 50 });
        await pipeline.StartAsync();

        // All that memory may hold waits for the target.
        await Until.TrueAsync(() => pipeline.ReadStatus().QueueEvents >= 490);
        PipelineDefinition next = Load(Input + "filter { mutate { add_tag => 'new' } } output { memory { } }");
        await pipeline.ReloadAsync(next).WaitAsync(Patience);
        await Until.TrueAsync(() => Output(next).Written.Count >= 2000);
        await pipeline.StopAsync().WaitAsync(Patience);
        FakeInput input = (FakeInput)first.Inputs[0].Plugin;
        string[] written = [.. Output(next).Written];

        Assert.Equal(input.Delivered, written.Length);
        Assert.Equal(Enumerable.Range(0, written.Length), written.Select(text => System.Text.Json.Nodes.JsonNode.Parse(text)!["n"]!.GetValue<int>()));
        Assert.DoesNotContain("new", written[0], StringComparison.Ordinal);
        Assert.Contains("new", written[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_target_lets_go_late_is_delivered_by_the_configuration_that_runs_then(bool isReloadedAgain)
    {
        const string Input = "input { fake { lines => ['{\"n\":{n}}'] endless => true batch => 10 } } ";
        PipelineDefinition first = Load(Input + "output { memory { blocked => true deaf => true } }");
        await using var pipeline = new EventPipeline(first, Fast with { DrainTimeout = TimeSpan.FromMilliseconds(300), QueueEvents = 100, BatchSize = 10 });
        await pipeline.StartAsync();
        await Until.TrueAsync(() => pipeline.ReadStatus().QueueEvents >= 90);
        PipelineDefinition last = first;
        for (int reload = 0; reload < (isReloadedAgain ? 2 : 1); reload++)
        {
            last = Load(Input + "output { memory { } }");
            await pipeline.ReloadAsync(last).WaitAsync(Patience);
        }

        Output(first).Open();
        await Until.TrueAsync(() => Output(last).Written.Count >= 200);
        await pipeline.StopAsync().WaitAsync(Patience);
        var input = (FakeInput)first.Inputs[0].Plugin;
        string[] written = [.. Output(first).Written, .. Output(last).Written];

        Assert.Equal(input.Published, input.Delivered + input.Abandoned);
        Assert.Equal(input.Delivered, written.Length);
        Assert.Equal(written.Length, written.Distinct().Count());
    }

    [Fact]
    public async Task What_an_output_that_is_gone_has_not_delivered_becomes_dead_letters()
    {
        const string Input = "input { fake { lines => ['{\"n\":{n}}'] endless => true batch => 10 } } ";
        var log = new LetterLog();
        PipelineDefinition first = Load(Input + "output { memory { id => 'old' blocked => true } }", log);
        await using var pipeline = new EventPipeline(first, Fast with { DrainTimeout = TimeSpan.FromMilliseconds(300), QueueEvents = 100, BatchSize = 50 }, log);
        await pipeline.StartAsync();
        await Until.TrueAsync(() => pipeline.ReadStatus().QueueEvents >= 90);
        PipelineDefinition next = Load(Input + "output { memory { id => 'new' } }", log);
        await pipeline.ReloadAsync(next).WaitAsync(Patience);
        await Until.TrueAsync(() => Output(next).Written.Count >= 200);
        await pipeline.StopAsync().WaitAsync(Patience);
        int first1 = Output(next).Written.Min(text => System.Text.Json.Nodes.JsonNode.Parse(text)!["n"]!.GetValue<int>());

        Assert.InRange(first1, 1, 100);
        Assert.Equal(first1, log.Letters);
    }

    [Theory]
    [InlineData("", "output { memory { id => 'both' } }")]
    [InlineData("memory { id => 'both' blocked => true }", "output { memory { id => 'both' } }")]
    [InlineData("", "")]
    public async Task What_becomes_dead_letters_is_acknowledged_once_they_are_written(string other, string outputs)
    {
        const string Input = "input { fake { lines => ['{\"n\":{n}}'] endless => true batch => 10 } } ";
        var letters = new GatedDeadLetters(failures: 3);
        PipelineDefinition first = Load($"{Input} output {{ memory {{ id => 'old' blocked => true }} {other} }}", letters: letters);
        await using var pipeline = new EventPipeline(first, Fast with { DrainTimeout = TimeSpan.FromMilliseconds(300), QueueEvents = 100, BatchSize = 50 });
        await pipeline.StartAsync();
        await Until.TrueAsync(() => pipeline.ReadStatus().QueueEvents >= 90);
        PipelineDefinition next = Load(Input + outputs, letters: letters);
        await pipeline.ReloadAsync(next).WaitAsync(Patience);
        var input = (FakeInput)first.Inputs[0].Plugin;
        Assert.Equal(0, input.Delivered);
        Assert.Empty(letters.Letters);
        letters.Open();
        await Until.TrueAsync(() => input.Delivered >= 200);
        await pipeline.StopAsync().WaitAsync(Patience);
        Assert.InRange(letters.Letters.Count, 90, 100);
        Assert.Equal(letters.Letters.Count, letters.Letters.Distinct().Count());
        Assert.Equal(input.Published, input.Delivered + input.Abandoned);
    }

    [Fact]
    public async Task Dead_letters_that_are_still_to_be_written_hold_their_events_over_another_reload()
    {
        const string Input = "input { fake { lines => ['{\"n\":{n}}'] endless => true batch => 10 } } ";
        var letters = new GatedDeadLetters(failures: 1);
        PipelineDefinition first = Load(Input + "output { memory { id => 'old' blocked => true } memory { id => 'both' blocked => true } }", letters: letters);
        await using var pipeline = new EventPipeline(first, Fast with { DrainTimeout = TimeSpan.FromMilliseconds(300), QueueEvents = 100, BatchSize = 50 });
        await pipeline.StartAsync();
        await Until.TrueAsync(() => pipeline.ReadStatus().QueueEvents >= 90);
        await pipeline.ReloadAsync(Load(Input + "output { memory { id => 'both' blocked => true } }", letters: letters)).WaitAsync(Patience);
        PipelineDefinition last = Load(Input + "output { memory { id => 'both' } }", letters: letters);
        await pipeline.ReloadAsync(last).WaitAsync(Patience);
        await Until.TrueAsync(() => Output(last).Written.Count >= 90);
        var input = (FakeInput)first.Inputs[0].Plugin;
        Assert.Equal(0, input.Delivered);
        letters.Open();
        await Until.TrueAsync(() => input.Delivered >= 200);
        await pipeline.StopAsync().WaitAsync(Patience);
        Assert.InRange(letters.Letters.Count, 90, 100);
        Assert.Equal(input.Published, input.Delivered + input.Abandoned);
    }

    [Fact]
    public async Task A_stop_does_not_acknowledge_what_could_not_become_a_dead_letter()
    {
        const string Input = "input { fake { lines => ['{\"n\":{n}}'] endless => true batch => 10 } } ";
        var letters = new GatedDeadLetters(failures: int.MaxValue);
        letters.Open();
        PipelineDefinition first = Load(Input + "output { memory { id => 'old' blocked => true } }", letters: letters);
        await using var pipeline = new EventPipeline(first, Fast with { DrainTimeout = TimeSpan.FromMilliseconds(300), QueueEvents = 100, BatchSize = 50 });
        await pipeline.StartAsync();
        await Until.TrueAsync(() => pipeline.ReadStatus().QueueEvents >= 90);
        await pipeline.ReloadAsync(Load(Input + "output { memory { id => 'new' } }", letters: letters)).WaitAsync(Patience);
        await pipeline.StopAsync().WaitAsync(Patience);
        var input = (FakeInput)first.Inputs[0].Plugin;
        Assert.Equal(0, input.Delivered);
        Assert.Equal(input.Published, input.Abandoned);
    }

    [Fact]
    public async Task A_pipeline_that_has_ended_cannot_be_reloaded()
    {
        PipelineDefinition first = Load("input { fake { lines => ['{}'] } } output { memory { } }");
        await using var pipeline = new EventPipeline(first, Fast);
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(Patience);

        await Assert.ThrowsAsync<InvalidOperationException>(() => pipeline.ReloadAsync(Load("input { fake { lines => ['{}'] } } output { memory { } }")));
    }

    [Theory]
    [InlineData("fake { count => 1 }", "fake { count => 1 }", true)]
    [InlineData("fake { count => 1 batch => 2 }", "fake { batch => 2 count => 1 }", true)]
    [InlineData("fake { count => 1 }", "fake { count => 2 }", false)]
    [InlineData("fake { count => 1 }", "fake { id => 'x' count => 1 }", false)]
    [InlineData("fake { lines => ['a','b'] }", "fake { lines => ['ab'] }", false)]
    [InlineData("fake { lines => ['a','b'] }", "fake { lines => ['a', 'b'] } # a comment", true)]
    [InlineData("fake { codec => json }", "fake { codec => json_lines }", false)]
    [InlineData("fake { lines => '${A}' }", "fake { lines => '1' }", true)]
    [InlineData("fake { add_field => { 'a' => 'b' } }", "fake { add_field => { 'a' => 'c' } }", false)]
    public void An_input_is_the_same_when_all_its_options_are(string one, string other, bool isSame) =>
        Assert.Equal(isSame, Load($"input {{ {one}\n }}").Inputs[0].Signature == Load($"input {{ {other}\n }}").Inputs[0].Signature);

    private static PipelineDefinition Load(string text, ILog? log = null, IDeadLetters? letters = null)
    {
        ConfigurationResult result = FakePlugins.Load(text, _ => "1", log: log, deadLetters: letters);
        return result.Definition ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static FakeOutput Output(PipelineDefinition definition) => (FakeOutput)StepTree.Plugins(definition.Outputs).Single().Plugin;

    private sealed class LetterLog : ILog
    {
        private int _letters;

        public int Letters => Volatile.Read(ref _letters);

        public void Write(LogSeverity severity, string source, string message, Exception? exception = null)
        {
            if (source == "old" && message.Contains("for the output old, which the configuration has no more", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _letters);
            }
        }
    }
}
