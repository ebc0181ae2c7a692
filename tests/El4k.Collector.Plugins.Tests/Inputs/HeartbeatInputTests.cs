using El4k.Collector.Events;
using El4k.Collector.Plugins.Codecs.Plain;
using El4k.Collector.Plugins.Inputs.Heartbeat;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class HeartbeatInputTests
{
    private static readonly FieldReference Clock = FieldReference.Parse("clock");

    private static ICodec Plain { get; } = new PlainCodec(new PlainOptions(), PluginContext.For("codec"));

    [Fact]
    public async Task It_beats_at_once_and_then_at_each_interval_until_the_stop()
    {
        var time = new ManualTime(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));
        await using var input = await RunningInput.StartAsync(new HeartbeatInput(new HeartbeatOptions(), PluginContext.For("heartbeat", clock: time)), Plain);
        for (var beat = 1; beat <= 3; beat++)
        {
            await input.Published.WaitForAsync(beat);
            Assert.Equal(beat, input.Published.Events.Count);
            time.Advance(TimeSpan.FromSeconds(60));
        }

        Assert.All(await input.Published.WaitForAsync(4), item => Assert.Equal("ok", item.Get(FieldReference.Message)));
        Assert.Equal(Environment.MachineName, input.Published.Events[0].Get(FieldReference.Parse("host")));
        Assert.False(input.Published.Events[0].Contains(Clock));
    }

    [Theory]
    [InlineData("sequence", null, null, new[] { 0L, 1L })]
    [InlineData("epoch", null, null, new[] { 1_764_072_000L, 1_764_072_000L })]
    [InlineData("alive", "sequence", "alive", new[] { 0L, 1L })]
    public async Task The_field_clock_counts_or_tells_the_time(string message, string? sequence, string? text, long[] clock)
    {
        var time = new ManualTime(DateTimeOffset.FromUnixTimeSeconds(1_764_072_000));
        var options = new HeartbeatOptions { Message = message, Count = 2, Interval = 0.001, Sequence = sequence is null ? null : HeartbeatSequence.Sequence };
        await using var input = await RunningInput.StartAsync(new HeartbeatInput(options, PluginContext.For("heartbeat", clock: time)), Plain);
        await input.Published.WaitForAsync(1);
        time.Advance(TimeSpan.FromMilliseconds(1));

        var events = await input.Published.WaitForAsync(2);
        await input.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(clock, events.Select(item => (long)item.Get(Clock)!));
        Assert.All(events, item => Assert.Equal(text, item.Get(FieldReference.Message)));
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, "ok", false, """{"message":"ok","host":"MACHINE"}""")]
    [InlineData(EcsCompatibility.Disabled, "ok", true, """{"message":"ok","host":"MACHINE","clock":0}""")]
    [InlineData(EcsCompatibility.Disabled, "sequence", false, """{"host":"MACHINE","clock":0}""")]
    [InlineData(EcsCompatibility.V1, "ok", false, """{"message":"ok","host":{"name":"MACHINE"}}""")]
    [InlineData(EcsCompatibility.V1, "ok", true, """{"message":"ok","host":{"name":"MACHINE"},"event":{"sequence":0}}""")]
    [InlineData(EcsCompatibility.V8, "sequence", false, """{"message":"sequence","host":{"name":"MACHINE"}}""")]
    [InlineData(EcsCompatibility.V8, "sequence", true, """{"message":"sequence","host":{"name":"MACHINE"},"event":{"sequence":0}}""")]
    public async Task Fields_have_the_names_asked_for(EcsCompatibility mode, string message, bool counts, string expected)
    {
        var options = new HeartbeatOptions { Message = message, Count = 1, Sequence = counts ? HeartbeatSequence.Sequence : null };
        await using var input = await RunningInput.StartAsync(new HeartbeatInput(options, PluginContext.For("heartbeat") with { EcsCompatibility = mode }), Plain);
        WholeEvent.AssertIs(expected, Assert.Single(await input.Published.WaitForAsync(1)));
    }

    [Theory]
    [InlineData(0.0, -1L, "interval")]
    [InlineData(1.0, -2L, "count")]
    public void What_cannot_be_meant_is_refused(double interval, long count, string option)
    {
        var options = new HeartbeatOptions { Interval = interval, Count = count };
        Assert.Equal(option, Assert.Throws<PluginOptionException>(() => new HeartbeatInput(options, PluginContext.For("heartbeat"))).Option);
    }
}
