using El4k.Collector.Plugins.Retries;

namespace El4k.Collector.Plugins.Tests.Retries;

public sealed class RetryBackoffTests
{
    [Fact]
    public void Delays_double_up_to_the_longest_and_begin_again_after_a_success()
    {
        var backoff = new RetryBackoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(64), new FixedRandom(0));
        var delays = Enumerable.Range(0, 8).Select(_ => backoff.Next().TotalSeconds);
        Assert.Equal([2, 4, 8, 16, 32, 64, 64, 64], delays);

        backoff.Reset();
        Assert.Equal(2, backoff.Next().TotalSeconds);
    }

    [Fact]
    public void Jitter_takes_away_at_most_half()
    {
        var backoff = new RetryBackoff(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(64), new FixedRandom(0.999));
        Assert.InRange(backoff.Next().TotalSeconds, 1, 1.01);
    }

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
