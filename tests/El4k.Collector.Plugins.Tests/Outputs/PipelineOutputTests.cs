using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Pipeline;
using El4k.Collector.Plugins.Outputs.Pipeline;

namespace El4k.Collector.Plugins.Tests.Outputs;

/// <summary>Pipelines of one process over the output and the input <c>pipeline</c>.</summary>
public sealed class PipelineOutputTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly PipelineBus _bus = new();
    private readonly RecordingLog _log = new();

    [Fact]
    public async Task Events_arrive_whole_and_the_stop_drains_from_the_first_to_the_last()
    {
        using var folder = new El4k.Testing.TemporaryFolder();
        await using var last = await StartAsync("""input { pipeline { address => "b" } } filter { mutate { add_field => { "seen" => "%{[@metadata][mark]}" } } } output { null { id => "end" } }""");
        await using var middle = await StartAsync("""input { pipeline { address => "a" } } output { pipeline { send_to => "b" } }""");
        await using var first = await StartAsync("""input { generator { count => 5000 add_field => { "[@metadata][mark]" => "m" } } } output { pipeline { send_to => ["a"] } }""");
        await first.Completion.WaitAsync(_patience);
        await Task.WhenAll(last.StopAsync(), middle.StopAsync()).WaitAsync(_patience);

        Assert.Equal(5000, last.ReadStatus().Plugins.Single(plugin => plugin.Id == "end").Counters.Out);
        Assert.Empty(_log.Errors);
    }

    [Fact]
    public async Task An_event_is_a_copy_and_its_acknowledgement_waits_for_the_pipeline_behind()
    {
        var taken = new TaskCompletionSource<bool>();
        using var listening = _bus.Listen("there", "receiver", this, (_, _) => taken.Task);
        var output = Make("there");
        await output.StartAsync(CancellationToken.None);
        var writing = output.WriteAsync(new[] { Event.Parse("{}") }, CancellationToken.None).AsTask();

        Assert.False(writing.IsCompleted);
        taken.SetResult(true);
        await writing.WaitAsync(_patience);
        await output.DisposeAsync();
    }

    [Fact]
    public async Task Without_an_input_events_wait_and_it_is_said_once()
    {
        var output = Make("later");
        await output.StartAsync(CancellationToken.None);
        var writing = output.WriteAsync(new[] { Event.Parse("{}") }, CancellationToken.None).AsTask();
        Assert.False(writing.IsCompleted);
        var received = 0;
        using var listening = _bus.Listen("later", "receiver", this, (events, _) =>
        {
            received += events.Length;
            return Task.FromResult(true);
        });
        await writing.WaitAsync(_patience);

        Assert.Equal(1, received);
        Assert.Contains("\"later\"", Assert.Single(_log.Warnings), StringComparison.Ordinal);
        await output.DisposeAsync();
    }

    [Fact]
    public async Task An_address_that_is_named_twice_gets_each_event_once()
    {
        var received = 0;
        using var listening = _bus.Listen("twice", "receiver", this, (events, _) => Task.FromResult(Interlocked.Add(ref received, events.Length) > 0));
        var output = Make("twice", "twice");
        await output.StartAsync(CancellationToken.None);
        await output.WriteAsync(new[] { Event.Parse("{}") }, CancellationToken.None).AsTask().WaitAsync(_patience);

        Assert.Equal(1, received);
        await output.DisposeAsync();
    }

    [Fact]
    public async Task A_wait_ends_with_the_time_to_stop()
    {
        var output = Make("never");
        using var giveUp = new CancellationTokenSource();
        var writing = output.WriteAsync(new[] { Event.Parse("{}") }, giveUp.Token).AsTask();
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing.WaitAsync(_patience));
    }

    [Fact]
    public async Task Delivery_that_need_not_be_ensured_drops_and_counts()
    {
        var context = Context();
        var output = new PipelineOutput(new PipelineOutputOptions { SendTo = ["nobody"], EnsureDelivery = false }, context);
        await output.WriteAsync(new[] { Event.Parse("{}"), Event.Parse("{}") }, CancellationToken.None);

        Assert.Equal(2, context.Counters.Read().Dropped);
    }

    [Fact]
    public async Task What_the_pipeline_behind_abandons_is_sent_again()
    {
        var tries = 0;
        using var listening = _bus.Listen("weak", "receiver", this, (_, _) => Task.FromResult(++tries == 2));
        await Make("weak").WriteAsync(new[] { Event.Parse("{}") }, CancellationToken.None).AsTask().WaitAsync(_patience);

        Assert.Equal(2, tries);
    }

    [Fact]
    public void An_output_without_addresses_is_refused() =>
        Assert.Equal("send_to", Assert.Throws<PluginOptionException>(() => new PipelineOutput(new PipelineOutputOptions(), Context())).Option);

    private PipelineOutput Make(params string[] addresses) => new(new PipelineOutputOptions { SendTo = addresses }, Context());

    private PluginContext Context() => PluginContext.For("out", _log) with { HostParts = new Dictionary<Type, object> { [typeof(PipelineBus)] = _bus } };

    private async Task<EventPipeline> StartAsync(string text)
    {
        var result = CollectorConfiguration.LoadText(text, "test", new ConfigurationContext
        {
            Registry = BuiltInPlugins.CreateRegistry(),
            Log = _log,
            HostParts = new Dictionary<Type, object> { [typeof(PipelineBus)] = _bus },
        });
        var pipeline = new EventPipeline(result.Definition ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics)), null, _log);
        await pipeline.StartAsync();
        return pipeline;
    }
}
