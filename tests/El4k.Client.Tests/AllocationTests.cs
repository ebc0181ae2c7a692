using El4k.Testing;

namespace El4k.Client.Tests;

public sealed class AllocationTests
{
    private const int Calls = 1000;

    [Fact]
    public void A_metric_allocates_nothing_on_the_callers_thread()
    {
        using var collector = new CollectorStub();
        using var test = new TestClient(collector);
        Assert.Equal(0, Allocated(() => test.Client.Metric(
            "request", 12, ("route", "/reports/{id}"), ("customer", "acme"), ("user", "u1"), ("status", 200), ("share", 0.5), ("failed", false))));
    }

    [Fact]
    public void A_metric_that_finds_the_ring_full_allocates_nothing()
    {
        using var test = new TestClient(null, options => options.MetricQueueCapacity = 1, new ManualTime(Records.Moment));
        Assert.Equal(0, Allocated(() => test.Client.Metric("request", ("customer", "acme"))));
        Assert.True(test.Client.Statistics.DroppedFull > Calls);
    }

    [Fact]
    public void A_client_that_is_switched_off_allocates_nothing()
    {
        using var test = new TestClient(null, options => options.Enabled = false);
        Assert.Equal(0, Allocated(() =>
        {
            test.Client.Metric("request", 12, ("customer", "acme"));
            test.Client.Log(MonologLevel.Info, "channel", "message", ("number", 1));
        }));
    }

    [Fact]
    public async Task A_log_allocates_nothing_but_its_pooled_line()
    {
        using var collector = new CollectorStub();
        using var test = new TestClient(collector);
        long allocated = 0;
        for (var round = 0; round < 10; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200; i++)
            {
                test.Client.Log(MonologLevel.Info, "channel", "message", ("number", 1));
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            await test.Client.FlushAsync();
        }

        // Of the last round: by then the pool has arrays to lend.
        Assert.InRange(allocated / 200, 0, 150);
    }

    private static long Allocated(Action call)
    {
        for (var i = 0; i < Calls; i++)
        {
            call(); // Until everything is compiled, pooled and grown.
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            call();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
