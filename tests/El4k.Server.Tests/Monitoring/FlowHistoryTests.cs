using El4k.Server.Monitoring;
using El4k.Testing;

namespace El4k.Server.Tests.Monitoring;

public sealed class FlowHistoryTests
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Current_is_the_last_ten_seconds_and_lifetime_is_all()
    {
        var flow = Run(seconds: 100, perSecond: second => second < 80 ? 10 : 30);

        Assert.Equal(30, flow["current"]);
        Assert.Equal((80 * 10 + 20 * 30) / 100.0, flow["lifetime"]);
        Assert.Equal(Math.Round((40 * 10 + 20 * 30) / 60.0, 3), flow["last_1_minute"]);
    }

    [Fact]
    public void A_window_is_told_once_the_samples_cover_it()
    {
        Assert.DoesNotContain("last_1_minute", Run(55, _ => 1));
        Assert.Contains("last_1_minute", Run(60, _ => 1));
        Assert.DoesNotContain("last_1_hour", Run(3595, _ => 1));
        Assert.Contains("last_1_hour", Run(7200, _ => 1));
    }

    [Fact]
    public void At_the_start_the_rates_are_zero()
    {
        var history = new FlowHistory(_time);
        history.Sample(new PipelineCounts(5, 0, 0));

        Assert.All(history.Rates(new PipelineCounts(5, 0, 0), c => c.In), rate => Assert.Equal(0, rate.Rate));
    }

    [Fact]
    public void Counts_that_begin_anew_give_no_rate_below_zero()
    {
        var history = new FlowHistory(_time);
        history.Sample(new PipelineCounts(500, 0, 0));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.All(history.Rates(new PipelineCounts(2, 0, 0), c => c.In), rate => Assert.Equal(0, rate.Rate));
    }

    private Dictionary<string, double> Run(int seconds, Func<int, int> perSecond)
    {
        var history = new FlowHistory(_time);
        var total = 0L;
        history.Sample(new PipelineCounts(0, 0, 0));
        for (var second = 0; second < seconds; second++)
        {
            total += perSecond(second);
            _time.Advance(TimeSpan.FromSeconds(1));
            if ((second + 1) % 5 == 0)
            {
                history.Sample(new PipelineCounts(total, 0, 0));
            }
        }

        return history.Rates(new PipelineCounts(total, 0, 0), c => c.In).ToDictionary(rate => rate.Window, rate => rate.Rate);
    }
}
