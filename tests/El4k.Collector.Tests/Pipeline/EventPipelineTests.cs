using System.Text.Json.Nodes;
using El4k.Collector.Configuration;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins;
using El4k.Collector.Tests.Fakes;
using El4k.Testing;

namespace El4k.Collector.Tests.Pipeline;

public sealed class EventPipelineTests
{
    private static readonly PipelineSettings Fast = new()
    {
        Workers = 2,
        RestartDelay = TimeSpan.FromMilliseconds(20),
        DrainTimeout = TimeSpan.FromSeconds(2),
    };

    [Theory]
    [InlineData(QueueType.Memory)]
    [InlineData(QueueType.Persisted)]
    public async Task A_lack_of_memory_in_an_input_a_filter_and_an_output_is_outlived(QueueType queue)
    {
        using var folder = new TemporaryFolder();
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' count => 30 batch => 10 short_of_memory => true } }
            filter { mutate { short_of_memory => true } }
            output { memory { short_of_memory => true } memory { } }
            """);
        var settings = new PipelineSettings { RestartDelay = TimeSpan.FromMilliseconds(10), QueueType = queue, QueueFolder = folder.Path, Workers = 1 };
        await using var pipeline = new EventPipeline(loaded.Definition!, settings);
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(30, ((FakeInput)loaded.Definition!.Inputs[0].Plugin).Delivered);
        Assert.All(StepTree.Plugins(loaded.Definition!.Outputs), output => Assert.Equal(30, ((FakeOutput)output.Plugin).Written.Count));
    }

    [Fact]
    public async Task The_seeds_pipeline_delivers_every_event_and_acknowledges_every_batch()
    {
        (FakeInput input, FakeOutput output) = await RunAsync("""
            input { fake { lines => ['{"n":{n},"path":"/x","host":"h","port":1,"service":"s"}'] count => 5000 } }
            filter { mutate { remove_field => ["path","host","port"] } }
            output { memory { } }
            """);
        Assert.Equal(5000, output.Written.Count);
        Assert.Equal(5000, input.Delivered);
        Assert.Equal(5000, output.Written.Select(text => (int)JsonNode.Parse(text)!["n"]!).Distinct().Count());
        Assert.DoesNotContain(output.Written, text => text.Contains("host", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Conditions_send_events_into_arms_and_added_events_go_on_behind_them()
    {
        (_, FakeOutput output) = await RunAsync("""
            input { fake { lines => ['{"k":"a"}','{"k":"b"}','{"k":"c"}'] } }
            filter {
              if [k] == "a" { mutate { drop => true } }
              else if [k] == "b" { mutate { clone => true add_field => { "seen" => "%{k}!" } } }
              else { mutate { set => { "k" => "else" } match => false add_tag => "never" } }
              mutate { add_tag => "last" }
            }
            output { if "last" in [tags] { memory { } } }
            """);
        JsonNode[] events = [.. output.Written.Select(text => JsonNode.Parse(text)!)];
        Assert.Equal(["b", "else", "b"], events.Select(node => (string)node["k"]!));
        Assert.Equal(["b!", null, "b!"], events.Select(node => (string?)node["seen"]));
        Assert.All(events, node => Assert.Equal("""["last"]""", node["tags"]!.ToJsonString()));
    }

    [Fact]
    public async Task Events_that_a_filter_drops_are_acknowledged()
    {
        (FakeInput input, FakeOutput output) = await RunAsync("""
            input { fake { lines => '{"n":{n}}' count => 300 } } filter { mutate { drop => true } } output { memory { } }
            """);
        Assert.Empty(output.Written);
        Assert.Equal(300, input.Delivered);
    }

    [Fact]
    public async Task A_filter_that_throws_tags_its_events_and_loses_none()
    {
        (_, FakeOutput output) = await RunAsync("""
            input { fake { lines => '{"n":{n}}' count => 10 } } filter { mutate { throw => true } } output { memory { } }
            """);
        Assert.Equal(10, output.Written.Count);
        Assert.All(output.Written, text => Assert.Contains("_mutate_exception", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_output_that_throws_is_tried_again()
    {
        (FakeInput input, FakeOutput output) = await RunAsync("""
            input { fake { lines => '{"n":{n}}' count => 10 } } output { memory { fail_times => 3 } }
            """);
        Assert.Equal(10, output.Written.Count);
        Assert.Equal(10, input.Delivered);
    }

    [Fact]
    public async Task An_input_that_cannot_note_its_acknowledgement_holds_up_no_other_batch()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input {
              fake { lines => '{"id":"a{n}"}' count => 200 batch => 1 }
              fake { lines => '{"id":"b{n}"}' count => 200 batch => 1 forgetful => true }
            }
            output { memory { } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Fast with { Workers = 1 });
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(400, OutputOf(loaded).Written.Distinct().Count());
        Assert.Equal(200, InputOf(loaded).Delivered);
    }

    [Fact]
    public async Task An_input_that_throws_is_run_again()
    {
        (_, FakeOutput output) = await RunAsync("""
            input { fake { lines => '{"n":{n}}' fail_once => true } } output { memory { } }
            """);
        Assert.Single(output.Written);
    }

    [Fact]
    public async Task Events_that_filters_hold_come_out_when_the_pipeline_ends()
    {
        (_, FakeOutput output) = await RunAsync("""
            input { fake { lines => '{"n":{n}}' count => 7 } }
            filter { if [n] { mutate { hold => true } } mutate { add_tag => "after" } }
            output { memory { } }
            """);
        Assert.Equal(7, output.Written.Count);
        Assert.All(output.Written, text => Assert.Contains("after", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Events_that_are_due_come_out_while_the_pipeline_runs_and_go_on_behind_their_filter()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' endless => true batch => 1 } }
            filter {
              if [n] == 0 { mutate { hold => true release => true add_tag => "held" } mutate { add_tag => "inner" } } else { mutate { drop => true } }
              mutate { add_tag => "outer" }
            }
            output { memory { } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Fast with { FlushInterval = TimeSpan.FromMilliseconds(20) });
        await pipeline.StartAsync();
        await UntilAsync(() => !OutputOf(loaded).Written.IsEmpty);
        Assert.Equal(PipelineState.Running, pipeline.ReadStatus().State);
        await pipeline.StopAsync();
        Assert.Equal("""["held","inner","outer"]""", JsonNode.Parse(Assert.Single(OutputOf(loaded).Written))!["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task A_flush_that_fails_is_logged_and_neither_ends_the_flushing_nor_keeps_plugins_from_being_closed()
    {
        var log = new CountingLog();
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' endless => true batch => 1 } }
            filter { mutate { hold => true release => true } }
            output { memory { } }
            """);
        int calls = 0;
        var failsFirst = new BranchStep<IOutput>([new BranchArm<IOutput>(
            _ => Interlocked.Increment(ref calls) > 1 ? true : throw new InvalidOperationException("planted"),
            loaded.Definition!.Outputs)]);
        var definition = new PipelineDefinition(loaded.Definition.Inputs, loaded.Definition.Filters, [failsFirst]);
        await using var pipeline = new EventPipeline(definition, Fast with { FlushInterval = TimeSpan.FromMilliseconds(20) }, log);
        await pipeline.StartAsync();
        await UntilAsync(() => !OutputOf(loaded).Written.IsEmpty);
        Assert.Equal(PipelineState.Running, pipeline.ReadStatus().State);
        await pipeline.StopAsync();
        Assert.True(InputOf(loaded).IsDisposed);
        Assert.InRange(log.Lost, 1, InputOf(loaded).Published);

        // One that still waits for room at the stop gets no further.
        Assert.Equal(InputOf(loaded).Published - InputOf(loaded).Abandoned, log.Lost + OutputOf(loaded).Written.Count);
    }

    [Fact]
    public async Task Several_inputs_and_workers_lose_and_double_nothing()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input {
              fake { lines => '{"id":"a{n}"}' count => 20000 batch => 37 }
              fake { lines => '{"id":"b{n}"}' count => 20000 batch => 1 }
              fake { lines => ['{"id":"c{n}"}', '{"id":"d{n}"}'] count => 10000 batch => 500 }
            }
            filter { if [id] =~ /7$/ { mutate { clone => true } } }
            output { if [id] =~ /^a/ { memory { fail_times => 2 } } else { memory { } } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Fast with { Workers = 4, QueueEvents = 2000, BatchSize = 100 });
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(60));
        string[] ids = [.. StepTree.Plugins(loaded.Definition!.Outputs)
            .SelectMany(step => ((FakeOutput)step.Plugin).Written)
            .Select(text => (string)JsonNode.Parse(text)!["id"]!)];
        Assert.Equal(60_000 + 6_000, ids.Length);
        Assert.Equal(60_000, ids.Distinct().Count());
        Assert.Equal(60_000, loaded.Definition.Inputs.Sum(input => ((FakeInput)input.Plugin).Delivered));
    }

    [Fact]
    public async Task What_was_started_is_closed_again_when_an_input_cannot_start()
    {
        ConfigurationResult loaded = FakePlugins.Load("input { fake { } fake { cannot_start => true } } output { memory { } }");
        await using var pipeline = new EventPipeline(loaded.Definition!, Fast);
        var refused = await Assert.ThrowsAsync<PluginStartException>(() => pipeline.StartAsync());
        Assert.Equal("planted", refused.Message);
        Assert.Equal(PipelineState.Stopped, pipeline.ReadStatus().State);
        Assert.All(loaded.Definition!.Inputs, input => Assert.True(((FakeInput)input.Plugin).IsDisposed));
    }

    [Fact]
    public async Task A_blocked_output_holds_its_input_back_and_stopping_abandons_without_acknowledging()
    {
        var log = new CountingLog();
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' endless => true batch => 10 } } output { memory { blocked => true } }
            """, log: log);
        PipelineSettings settings = Fast with { QueueEvents = 100, BatchSize = 10, DrainTimeout = TimeSpan.FromMilliseconds(200) };
        await using var pipeline = new EventPipeline(loaded.Definition!, settings, log);
        await pipeline.StartAsync();
        await UntilAsync(() => pipeline.ReadStatus().QueueEvents >= 100);
        FakeInput input = InputOf(loaded);
        int published = input.Published;
        Assert.InRange(published, 100, 100 + (2 * 10) + 10 + 10);
        await pipeline.StopAsync();
        Assert.Equal(0, input.Delivered);
        Assert.Equal(input.Published, input.Abandoned);
        Assert.Equal(input.Abandoned, log.Abandoned);
        Assert.Equal(PipelineState.Stopped, pipeline.ReadStatus().State);
    }

    [Fact]
    public async Task Whoever_stops_the_pipeline_may_end_the_time_to_drain_early()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' endless => true batch => 10 } } output { memory { blocked => true } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Fast with { QueueEvents = 100, DrainTimeout = TimeSpan.FromMinutes(10) });
        await pipeline.StartAsync();
        await UntilAsync(() => pipeline.ReadStatus().QueueEvents > 0);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await pipeline.StopAsync(giveUp.Token).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(InputOf(loaded).Published, InputOf(loaded).Abandoned);
    }

    [Fact]
    public async Task Stopping_delivers_what_is_queued()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { lines => '{"n":{n}}' endless => true batch => 10 } } output { memory { blocked => true } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Fast with { QueueEvents = 100, BatchSize = 10 });
        await pipeline.StartAsync();
        await UntilAsync(() => pipeline.ReadStatus().QueueEvents >= 100);
        FakeInput input = InputOf(loaded);
        OutputOf(loaded).Open();
        await pipeline.StopAsync();
        Assert.Equal(input.Published, input.Delivered + input.Abandoned);
        Assert.Equal(input.Delivered, OutputOf(loaded).Written.Count);
        Assert.InRange(input.Abandoned, 0, 10);
    }

    [Fact]
    public async Task Counters_tell_what_came_in_what_went_out_and_what_could_not_be_parsed()
    {
        ConfigurationResult loaded = FakePlugins.Load("""
            input { fake { id => "in" lines => ['{"n":{n}}', 'broken'] count => 4 type => "t" tags => ["x","y"] add_field => { "f" => "%{type}" } } }
            filter { if [n] == 0 { mutate { id => "dropper" drop => true } } }
            output { memory { } }
            """);
        await using var pipeline = new EventPipeline(loaded.Definition!, Fast);
        await pipeline.StartAsync();
        await pipeline.Completion;
        Dictionary<string, PluginCountersSnapshot> counters = pipeline.ReadStatus().Plugins.ToDictionary(p => p.Id, p => p.Counters);
        Assert.Equal((8, 8, 4), (counters["in"].Received, counters["in"].Out, counters["in"].ParseFailures));
        Assert.Equal((1, 0), (counters["dropper"].Received, counters["dropper"].Out));
        Assert.Equal((7, 7), (counters["memory"].Received, counters["memory"].Out));
        Assert.NotNull(counters["in"].LastEvent);
        JsonNode failure = JsonNode.Parse(OutputOf(loaded).Written.First(text => text.Contains("broken", StringComparison.Ordinal)))!;
        Assert.Equal("""["_jsonparsefailure","x","y"]""", failure["tags"]!.ToJsonString());
        Assert.Equal("t", (string)failure["f"]!);
    }

    private static async Task<(FakeInput Input, FakeOutput Output)> RunAsync(string configuration)
    {
        ConfigurationResult loaded = FakePlugins.Load(configuration);
        Assert.True(loaded.IsValid, string.Join('\n', loaded.Diagnostics));
        await using var pipeline = new EventPipeline(loaded.Definition, Fast with { Workers = 1 });
        await pipeline.StartAsync();
        await pipeline.Completion.WaitAsync(TimeSpan.FromSeconds(20));
        return (InputOf(loaded), OutputOf(loaded));
    }

    private static FakeInput InputOf(ConfigurationResult loaded) => (FakeInput)loaded.Definition!.Inputs[0].Plugin;

    private static FakeOutput OutputOf(ConfigurationResult loaded) => (FakeOutput)StepTree.Plugins(loaded.Definition!.Outputs).Single().Plugin;

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            await Task.Delay(5, deadline.Token);
        }
    }
}
