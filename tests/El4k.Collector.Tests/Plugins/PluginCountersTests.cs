using El4k.Collector.Events;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Plugins;

public sealed class PluginCountersTests
{
    [Fact]
    public void Nothing_was_seen_before_the_first_event()
    {
        PluginCountersSnapshot snapshot = new PluginCounters().Read();
        Assert.Null(snapshot.LastEvent);
        Assert.Null(snapshot.Lag);
        Assert.Empty(snapshot.Named);
    }

    [Fact]
    public void Lag_is_how_far_an_events_time_was_behind_its_arrival()
    {
        var counters = new PluginCounters();
        counters.SawEvent(Timestamp.FromUnixMilliseconds(5000), Timestamp.FromUnixMilliseconds(3500));
        PluginCountersSnapshot snapshot = counters.Read();
        Assert.Equal(TimeSpan.FromMilliseconds(1500), snapshot.Lag);
        Assert.Equal(Timestamp.FromUnixMilliseconds(5000), snapshot.LastEvent);
    }

    [Fact]
    public async Task Threads_count_together()
    {
        var counters = new PluginCounters();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                counters.AddReceived(2);
                counters.AddOut(1);
                counters.AddDropped(1);
                counters.Add("bulk_requests", 3);
            }
        })));
        counters.Set("connections", 7);
        PluginCountersSnapshot snapshot = counters.Read();
        Assert.Equal((8000, 4000, 4000, 0), (snapshot.Received, snapshot.Out, snapshot.Dropped, snapshot.ParseFailures));
        Assert.Equal((12000, 7), (snapshot.Named["bulk_requests"], snapshot.Named["connections"]));
    }
}
