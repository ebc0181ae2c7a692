using System.Text.Json.Nodes;
using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Tests.Fakes;
using El4k.Testing;

namespace El4k.Collector.Tests.Pipeline;

/// <summary>What lanes promise: order for each output, one write at a time, larger writes for an output that lags.</summary>
public sealed class OutputLaneTests
{
    private static readonly PipelineSettings Fast = new() { RestartDelay = TimeSpan.FromMilliseconds(20) };

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Every_output_gets_the_events_of_an_input_in_their_order_however_many_workers_filter(int workers)
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n},"k":"{n}"}' count => 20000 batch => 13 } }
            filter { if [k] =~ /[0-4]$/ { mutate { spin => 20 } } }
            output { memory { fail_times => 2 } if [k] =~ /[02468]$/ { memory { } } else { memory { } } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Fast with { Workers = workers, BatchSize = 40, BatchDelay = TimeSpan.Zero });
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(60));
        FakeOutput[] outputs = [.. StepTree.Plugins(loaded.Definition!.Outputs).Select(step => (FakeOutput)step.Plugin)];
        Assert.Equal(Enumerable.Range(0, 20000), NumbersOf(outputs[0]));
        Assert.Equal(Enumerable.Range(0, 10000).Select(n => n * 2), NumbersOf(outputs[1]));
        Assert.Equal(Enumerable.Range(0, 10000).Select(n => (n * 2) + 1), NumbersOf(outputs[2]));
        Assert.All(outputs, output => Assert.Equal(1, output.MostAtOnce));
    }

    [Fact]
    public async Task An_output_that_lags_is_given_what_has_gathered_in_one_write()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' count => 500 batch => 10 } } output { memory { blocked => true } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Fast with { BatchSize = 10, OutputBatchEvents = 100 });
        await pipeline.StartAsync();
        await Until.TrueAsync(() => pipeline.ReadStatus().Queue.Lanes[0].Events == 500);
        var output = (FakeOutput)StepTree.Plugins(loaded.Definition!.Outputs).Single().Plugin;
        output.Open();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal([10, 100, 100, 100, 100, 90], output.Sizes);
        Assert.Equal(0, pipeline.ReadStatus().Queue.Lanes[0].Events);
    }

    [Fact]
    public async Task One_output_that_is_stuck_does_not_hold_the_other_until_the_bound_is_reached()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' endless => true batch => 10 } } output { memory { blocked => true } memory { } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Fast with { BatchSize = 10, QueueEvents = 200, DrainTimeout = TimeSpan.FromMilliseconds(200) });
        await pipeline.StartAsync();
        FakeOutput[] outputs = [.. StepTree.Plugins(loaded.Definition!.Outputs).Select(step => (FakeOutput)step.Plugin)];
        await Until.TrueAsync(() => outputs[1].Written.Count >= 200);
        Assert.Empty(outputs[0].Written);
        await pipeline.StopAsync();
        Assert.Equal(0, ((FakeInput)loaded.Definition.Inputs[0].Plugin).Delivered);
    }

    [Theory]
    [InlineData(QueueType.Memory)]
    [InlineData(QueueType.Persisted)]
    public async Task A_lane_tells_since_when_its_write_is_under_way(QueueType type)
    {
        using var folder = new TemporaryFolder();
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' count => 5 } } output { memory { id => 'held' blocked => true } memory { id => 'free' } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Fast with { QueueType = type, QueueFolder = folder.Path });
        DateTimeOffset before = DateTimeOffset.UtcNow;
        await pipeline.StartAsync();
        FakeOutput[] outputs = [.. StepTree.Plugins(loaded.Definition!.Outputs).Select(step => (FakeOutput)step.Plugin)];
        await Until.TrueAsync(() => outputs[1].Written.Count == 5 && pipeline.ReadStatus().Queue.Lanes is [{ StuckSince: not null }, { StuckSince: null }]);
        Assert.InRange(pipeline.ReadStatus().Queue.Lanes[0].StuckSince!.Value, before, DateTimeOffset.UtcNow);
        outputs[0].Open();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.All(pipeline.ReadStatus().Queue.Lanes, lane => Assert.Null(lane.StuckSince));
    }

    private static IEnumerable<int> NumbersOf(FakeOutput output) => output.Written.Select(text => (int)JsonNode.Parse(text)!["n"]!);
}
