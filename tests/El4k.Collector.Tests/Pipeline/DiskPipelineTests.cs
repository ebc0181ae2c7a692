using System.Text.Json.Nodes;
using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Queue;
using El4k.Collector.Tests.Fakes;
using El4k.Collector.Tests.Queue.Disk;
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

    [Fact]
    public async Task An_output_that_is_away_and_comes_back_gets_everything_in_order_while_the_other_goes_on()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' count => 5000 batch => 7 } } output { memory { fail_times => 10 } memory { } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Settings() with { QueueEvents = 200, BatchSize = 50, QueuePageBytes = 20_000, RestartDelay = TimeSpan.FromMilliseconds(50) });
        await pipeline.StartAsync();
        FakeOutput[] outputs = OutputsOf(loaded);
        await Until.TrueAsync(() => outputs[1].Written.Count == 5000);
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.All(outputs, output => Assert.Equal(Enumerable.Range(0, 5000), NumbersOf(output)));
    }

    [Fact]
    public async Task Events_for_an_output_that_is_gone_become_dead_letters_that_say_so()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' count => 20 } } output { memory { id => "old" blocked => true } memory { id => "kept" } }
            """);
        await using (var pipeline = new EventPipeline(loaded.Definition!, Settings()))
        {
            await pipeline.StartAsync();
            await Until.TrueAsync(() => OutputsOf(loaded)[1].Written.Count == 20);
            await pipeline.StopAsync();
        }

        var log = new RecordingLog();
        ConfigurationResult again = FakePlugins.Load("input { fake { count => 0 } } output { memory { id => \"kept\" } }", log: log);
        await using var second = new EventPipeline(again.Definition!, Settings(), log);
        await second.StartAsync();
        await second.Completion.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Empty(OutputsOf(again)[0].Written);
        Assert.Equal(20, log.Lines.Count(line => line.Contains("refused for good: The event was queued for the output old, which the configuration has no more.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_full_queue_holds_inputs_back_and_stopping_is_quick_and_loses_nothing()
    {
        const string Text = "input { fake { lines => '{\"n\":{n}}' endless => true batch => 10 } } output { memory { blocked => true } }";
        ConfigurationResult loaded = FakePlugins.Load(Text);
        PipelineSettings settings = Settings() with { QueueEvents = 100, QueueMaxBytes = 20_000, QueuePageBytes = 5_000, BatchSize = 10, DrainTimeout = TimeSpan.FromMilliseconds(300) };
        var input = (FakeInput)loaded.Definition!.Inputs[0].Plugin;
        await using (var pipeline = new EventPipeline(loaded.Definition, settings))
        {
            await pipeline.StartAsync();
            await Until.TrueAsync(() => pipeline.ReadStatus().Queue is { Bytes: > 15_000 } && input.Published - input.Delivered >= 100);
            Assert.InRange(pipeline.ReadStatus().QueueBytes, 15_000, settings.QueueMaxBytes + 1_000_000);
            await pipeline.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(input.Published, input.Delivered + input.Abandoned);
        ConfigurationResult again = FakePlugins.Load(Text.Replace("blocked => true", "", StringComparison.Ordinal).Replace("endless => true", "count => 0", StringComparison.Ordinal));
        await using var second = new EventPipeline(again.Definition!, settings);
        await second.StartAsync();
        await second.Completion.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(Enumerable.Range(0, input.Delivered), NumbersOf(OutputsOf(again)[0]).Take(input.Delivered));
    }

    [Fact]
    public async Task A_disk_that_takes_nothing_is_shown_in_the_status_and_what_it_refused_is_not_acknowledged()
    {
        var storage = new FlakyStorage(1);
        ConfigurationResult loaded = FakePlugins.Load("input { fake { lines => '{}' endless => true batch => 10 } } output { memory { } }");
        await using var pipeline = new EventPipeline(loaded.Definition!, Settings() with { QueueEvents = 100, QueueStorage = storage, DrainTimeout = TimeSpan.FromMilliseconds(200) });
        await pipeline.StartAsync();
        await Until.TrueAsync(() => pipeline.ReadStatus().Queue.Fault is not null);
        Assert.Equal("No space left on device", pipeline.ReadStatus().Queue.Fault);
        await pipeline.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
        var input = (FakeInput)loaded.Definition!.Inputs[0].Plugin;
        Assert.Equal(0, input.Delivered);
        Assert.Equal(input.Published, input.Abandoned);
    }

    [Fact]
    public async Task Draining_delivers_what_is_queued_before_the_end()
    {
        ConfigurationResult loaded = FakePlugins.Load("input { fake { lines => '{\"n\":{n}}' count => 2000 batch => 10 } } output { memory { blocked => true } }");
        await using var pipeline = new EventPipeline(loaded.Definition!, Settings() with { QueueDrain = true, QueueStopTime = TimeSpan.Zero });
        await pipeline.StartAsync();
        var input = (FakeInput)loaded.Definition!.Inputs[0].Plugin;
        await Until.TrueAsync(() => input.Delivered == 2000);
        Task stopped = pipeline.StopAsync();
        OutputsOf(loaded)[0].Open();
        await stopped.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(2000, OutputsOf(loaded)[0].Written.Count);
    }

    [Fact]
    public async Task Events_that_filters_hold_go_through_the_disk_when_the_pipeline_ends()
    {
        ConfigurationResult loaded = FakePlugins.Load("input { fake { lines => '{\"n\":{n}}' count => 7 } } filter { mutate { hold => true } } output { memory { } }");
        await using var pipeline = new EventPipeline(loaded.Definition!, Settings() with { Workers = 1 });
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(Enumerable.Range(0, 7), NumbersOf(OutputsOf(loaded)[0]));
    }

    [Fact]
    public async Task What_an_earlier_process_left_waits_until_the_outputs_are_started()
    {
        const string Text = "input { fake { lines => '{\"n\":{n}}' count => 50 } } output { memory { blocked => true } }";
        ConfigurationResult loaded = FakePlugins.Load(Text);
        await using (var pipeline = new EventPipeline(loaded.Definition!, Settings()))
        {
            await pipeline.StartAsync();
            await Until.TrueAsync(() => ((FakeInput)loaded.Definition!.Inputs[0].Plugin).Delivered == 50);
            await pipeline.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }

        ConfigurationResult again = FakePlugins.Load("input { fake { count => 0 } } output { memory { slow_start => true } }");
        await using var second = new EventPipeline(again.Definition!, Settings());
        await second.StartAsync();
        await second.Completion.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(50, OutputsOf(again)[0].Written.Count);
        Assert.False(OutputsOf(again)[0].WroteBeforeItsStart);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stopping_ends_when_filters_hold_events_and_the_disk_has_no_room_for_them(bool isDiskFull)
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' endless => true batch => 10 } } filter { if [n] == 5 { mutate { hold => true } } } output { memory { blocked => true } }
            """);
        PipelineSettings settings = Settings() with { QueueEvents = 100, QueueMaxBytes = 20_000, QueuePageBytes = 5_000, BatchSize = 10, DrainTimeout = TimeSpan.FromMilliseconds(300) };
        settings = isDiskFull ? settings with { QueueStorage = new FlakyStorage(20) } : settings;
        await using var pipeline = new EventPipeline(loaded.Definition!, settings);
        await pipeline.StartAsync();
        var input = (FakeInput)loaded.Definition!.Inputs[0].Plugin;
        await Until.TrueAsync(() => isDiskFull ? pipeline.ReadStatus().Queue.Fault is not null : pipeline.ReadStatus().Queue.Bytes > 15_000 && input.Published - input.Delivered >= 100);
        await pipeline.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(input.Published, input.Delivered + input.Abandoned);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reload_mends_an_output_that_is_stuck_while_the_queue_is_full(bool drains)
    {
        ConfigurationResult loaded = FakePlugins.Load("input { fake { lines => '{\"n\":{n}}' count => 3000 batch => 10 } } output { memory { id => \"out\" blocked => true } }");
        PipelineSettings settings = Settings() with { QueueDrain = drains, QueueEvents = 100, QueueMaxBytes = 20_000, QueuePageBytes = 5_000, BatchSize = 10 };
        await using var pipeline = new EventPipeline(loaded.Definition!, settings);
        await pipeline.StartAsync();
        await Until.TrueAsync(() => pipeline.ReadStatus().Queue.Bytes > 15_000);
        ConfigurationResult next = FakePlugins.Load("input { fake { lines => '{\"n\":{n}}' count => 3000 batch => 10 } } output { memory { id => \"out\" } }");
        await pipeline.ReloadAsync(next.Definition!).WaitAsync(TimeSpan.FromSeconds(15));
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Enumerable.Range(0, 3000), NumbersOf(OutputsOf(next)[0]));
    }

    [Fact]
    public async Task A_disk_that_cannot_be_read_for_a_while_costs_no_event()
    {
        ConfigurationResult loaded = FakePlugins.Load("input { fake { lines => '{\"n\":{n}}' count => 3000 batch => 1 } } output { memory { blocked => true } }");
        var storage = new UnreadableStorage(failures: 8);
        await using var pipeline = new EventPipeline(loaded.Definition!, Settings() with { BatchSize = 1, QueueEvents = 50, OutputBatchEvents = 20, QueueSyncInterval = TimeSpan.Zero, QueueStorage = storage });
        await pipeline.StartAsync();
        await Until.TrueAsync(() => ((FakeInput)loaded.Definition!.Inputs[0].Plugin).Delivered > 200);
        OutputsOf(loaded)[0].Open();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, storage.FailuresLeft);
        Assert.Equal(Enumerable.Range(0, 3000), NumbersOf(OutputsOf(loaded)[0]));
    }

    [Fact]
    public async Task A_reload_ends_in_a_running_configuration_though_the_one_before_fails_to_end()
    {
        const string Input = "input { fake { lines => '{\"n\":{n}}' endless => true batch => 10 } } ";
        var log = new RecordingLog();
        var storage = new BrokenCursorStorage();
        ConfigurationResult loaded = FakePlugins.Load(Input + "output { memory { id => \"out\" } }");
        await using var pipeline = new EventPipeline(loaded.Definition!, Settings() with { QueueStorage = storage, QueueEvents = 500 }, log);
        await pipeline.StartAsync();
        await Until.TrueAsync(() => !OutputsOf(loaded)[0].Written.IsEmpty);
        ConfigurationResult next = FakePlugins.Load(Input + "output { memory { id => \"out\" slow_start => true } }");
        await pipeline.ReloadAsync(next.Definition!).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(storage.HasFailed);
        await Until.TrueAsync(() => OutputsOf(next)[0].Written.Count > 1000);
        await pipeline.StopAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains(log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("configuration before", StringComparison.Ordinal));
        int[] written = [.. NumbersOf(OutputsOf(loaded)[0]).Concat(NumbersOf(OutputsOf(next)[0]))];
        Assert.Equal(Enumerable.Range(0, written.Length), written);
    }

    [Fact]
    public async Task What_an_output_has_had_is_remembered_after_it_has_gone_twice()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' count => 20 } } output { memory { id => "old" } memory { id => "slow" blocked => true } }
            """);
        await using (var pipeline = new EventPipeline(loaded.Definition!, Settings()))
        {
            await pipeline.StartAsync();
            await Until.TrueAsync(() => OutputsOf(loaded)[0].Written.Count == 20);
            await pipeline.StopAsync();
        }

        var log = new RecordingLog();
        for (int i = 0; i < 2; i++)
        {
            ConfigurationResult again = FakePlugins.Load("input { fake { endless => true lines => '{}' } } output { memory { id => \"slow\" blocked => true } }", log: log);
            await using var next = new EventPipeline(again.Definition!, Settings(), log);
            await next.StartAsync();
            await next.StopAsync();
        }

        Assert.DoesNotContain(log.Lines, line => line.Contains("the configuration has no more", StringComparison.Ordinal));
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
