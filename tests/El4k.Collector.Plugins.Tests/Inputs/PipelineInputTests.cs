using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs.Pipeline;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class PipelineInputTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly PipelineBus _bus = new();

    [Fact]
    public async Task What_is_sent_comes_out_as_a_copy_with_its_metadata()
    {
        var input = Make("here");
        await using var running = await RunningInput.StartAsync(input, RunningInput.Json);
        var sent = Event.Parse("""{"a":{"b":1},"@timestamp":"2026-01-02T03:04:05.678Z","@metadata":{"m":{"n":2}}}""");

        Assert.True(await _bus.SendAsync("here", new[] { sent }, CancellationToken.None).WaitAsync(_patience));
        sent.Set(FieldReference.Parse("[a][b]"), 9L);
        sent.Set(FieldReference.Parse("[@metadata][m][n]"), 9L);
        var got = Assert.Single(running.Published.Events);
        Assert.Equal(1L, got.Get(FieldReference.Parse("[a][b]")));
        Assert.Equal(2L, got.Get(FieldReference.Parse("[@metadata][m][n]")));
        Assert.Equal(sent.Timestamp, got.Timestamp);
    }

    [Fact]
    public async Task At_the_stop_it_goes_on_until_no_output_is_connected()
    {
        await using var running = await RunningInput.StartAsync(Make("here"), RunningInput.Json);
        var connection = _bus.Connect("sender", ["here"]);
        var stopping = running.StopAsync();
        Assert.True(await _bus.SendAsync("here", new[] { Event.Parse("{}") }, CancellationToken.None).WaitAsync(_patience));
        Assert.False(stopping.IsCompleted);
        connection.Dispose();

        await stopping.WaitAsync(_patience);
        Assert.Single(running.Published.Events);
    }

    [Fact]
    public async Task Only_one_input_has_an_address_and_it_is_free_again_after_it()
    {
        var first = Make("here");
        await first.StartAsync(CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<PluginStartException>(() => Make("here").StartAsync(CancellationToken.None));
        Assert.Contains("\"here\"", refusal.Message, StringComparison.Ordinal);
        await first.DisposeAsync();

        await Make("here").StartAsync(CancellationToken.None);
        Assert.True(_bus.IsListening("here"));
    }

    private PipelineInput Make(string address) =>
        new(new PipelineInputOptions { Address = address }, PluginContext.For("in") with { HostParts = new Dictionary<Type, object> { [typeof(PipelineBus)] = _bus } });
}
