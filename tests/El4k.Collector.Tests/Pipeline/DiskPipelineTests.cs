using System.Text.Json.Nodes;
using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Queue;
using El4k.Collector.Tests.Fakes;
using El4k.Testing;

namespace El4k.Collector.Tests.Pipeline;

/// <summary>The pipeline with the disk queue: what is acknowledged is safe, outputs do not hold each other, stopping is quick.</summary>
public sealed class DiskPipelineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Every_output_gets_its_events_in_their_order(int workers)
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n},"k":"{n}"}' count => 20000 batch => 13 } }
            output { memory { fail_times => 2 } if [k] =~ /[02468]$/ { memory { } } else { memory { } } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Settings() with { Workers = workers, BatchSize = 40, BatchDelay = TimeSpan.Zero, QueuePageBytes = 50_000 });
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(60));
        FakeOutput[] outputs = OutputsOf(loaded);
        Assert.Equal(Enumerable.Range(0, 20000), NumbersOf(outputs[0]));
        Assert.Equal(Enumerable.Range(0, 10000).Select(n => n * 2), NumbersOf(outputs[1]));
        Assert.Equal(Enumerable.Range(0, 10000).Select(n => (n * 2) + 1), NumbersOf(outputs[2]));
        Assert.Equal(20000, ((FakeInput)loaded.Definition!.Inputs[0].Plugin).Delivered);
    }

    [Fact]
    public async Task What_a_stuck_output_has_not_taken_is_acknowledged_stays_and_comes_after_the_next_start()
    {
        const string Text = """
            input { fake { lines => '{"n":{n}}' count => 3000 batch => 10 } } output { memory { id => "stuck" blocked => true } memory { id => "free" } }
            """;
        ConfigurationResult loaded = FakePlugins.Load(Text);
        await using (var pipeline = new EventPipeline(loaded.Definition!, Settings() with { QueueEvents = 100 }))
        {
            await pipeline.StartAsync();
            await Until.TrueAsync(() => OutputsOf(loaded)[1].Written.Count == 3000);
            await Until.TrueAsync(() => ((FakeInput)loaded.Definition!.Inputs[0].Plugin).Delivered == 3000);
            Assert.Equal(3000, pipeline.ReadStatus().Queue.Lanes[0].Events);
            Assert.Equal(3000, pipeline.ReadStatus().QueueEvents);
            await pipeline.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }

        ConfigurationResult again = FakePlugins.Load(Text.Replace("blocked => true", "", StringComparison.Ordinal).Replace("count => 3000", "count => 0", StringComparison.Ordinal));
        await using var second = new EventPipeline(again.Definition!, Settings());
        await second.StartAsync();
        await second.Completion.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(Enumerable.Range(0, 3000), NumbersOf(OutputsOf(again)[0]));
        Assert.Empty(OutputsOf(again)[1].Written);
    }

    [Fact]
    public async Task A_second_pipeline_on_the_same_folder_is_refused_with_a_reason()
    {
        ConfigurationResult loaded = FakePlugins.Load("input { fake { endless => true lines => '{}' } } output { memory { } }");
        await using var pipeline = new EventPipeline(loaded.Definition!, Settings());
        await pipeline.StartAsync();
        ConfigurationResult other = FakePlugins.Load("input { fake { } } output { memory { } }");
        await using var second = new EventPipeline(other.Definition!, Settings());
        var refused = await Assert.ThrowsAsync<QueueStartException>(() => second.StartAsync());
        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, refused.Message, StringComparison.Ordinal);
    }

    private PipelineSettings Settings() => new()
    {
        QueueType = QueueType.Persisted,
        QueueFolder = _folder.Path,
        QueueSyncInterval = TimeSpan.FromMilliseconds(5),
        QueueStopTime = TimeSpan.FromMilliseconds(50),
        RestartDelay = TimeSpan.FromMilliseconds(20),
        DrainTimeout = TimeSpan.FromSeconds(20),
    };

    private static FakeOutput[] OutputsOf(ConfigurationResult loaded) => [.. StepTree.Plugins(loaded.Definition!.Outputs).Select(step => (FakeOutput)step.Plugin)];

    private static IEnumerable<int> NumbersOf(FakeOutput output) => output.Written.Select(text => (int)JsonNode.Parse(text)!["n"]!);
}
