using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Tests.Fakes;
using El4k.Testing;

namespace El4k.Collector.Tests.Pipeline;

public sealed class PipelineLifeTests
{
    private readonly RecordingLog _log = new();

    [Fact]
    public async Task A_pipeline_that_comes_to_its_end_says_what_started_and_what_was_delivered()
    {
        await using EventPipeline pipeline = Load("input { fake { id => aa lines => '{}' count => 7 } } output { memory { } memory { id => bb } }", new PipelineSettings { PipelineId = "intake" });
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(30));
        await pipeline.StopAsync();

        Assert.Equal(
            [
                "Info: The pipeline intake has started: inputs fake (aa); outputs memory, memory (bb); queue memory.",
                "Info: The pipeline intake is stopping, since all its inputs came to their end.",
                "Info: The pipeline intake has stopped: received 7 events; delivered 7 to memory, 7 to bb; left nothing.",
            ],
            _log.Lines);
    }

    [Theory]
    [InlineData(QueueType.Memory, "left 5 events that are not acknowledged.")]
    [InlineData(QueueType.Persisted, "left 5 events in the disk queue.")]
    public async Task A_pipeline_that_is_asked_to_stop_says_what_is_left(QueueType queue, string left)
    {
        using var folder = new TemporaryFolder();
        var settings = new PipelineSettings { QueueType = queue, QueueFolder = folder.Path, DrainTimeout = TimeSpan.FromMilliseconds(200), RestartDelay = TimeSpan.FromMilliseconds(10) };
        await using EventPipeline pipeline = Load("input { fake { lines => '{}' count => 5 } } output { memory { fail_times => 1000000 } }", settings);
        await pipeline.StartAsync();
        await Eventually.HoldsAsync(() => pipeline.ReadStatus().QueueEvents == 5, () => _log.ToString());
        await pipeline.StopAsync();

        string[] lines = [.. _log.Lines.Where(line => line.StartsWith("Info: The pipeline", StringComparison.Ordinal))];
        Assert.Contains(lines, line => line.Contains("is stopping, since", StringComparison.Ordinal));
        Assert.EndsWith($"received 5 events; delivered 0 to memory; {left}", lines[^1], StringComparison.Ordinal);
        Assert.Contains(queue == QueueType.Memory ? "queue memory." : "queue persisted, 1073741824 bytes at most.", lines[0], StringComparison.Ordinal);
    }

    private EventPipeline Load(string configuration, PipelineSettings settings)
    {
        ConfigurationResult loaded = FakePlugins.Load(configuration);
        Assert.True(loaded.IsValid, string.Join('\n', loaded.Diagnostics));
        return new EventPipeline(loaded.Definition!, settings with { Workers = 1 }, _log);
    }
}
