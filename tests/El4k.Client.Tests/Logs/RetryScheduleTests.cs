using El4k.Client.Logs;

namespace El4k.Client.Tests.Logs;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Start = Records.Moment;

    [Fact]
    public void A_collector_that_restarts_is_tried_often_and_counts_as_away_after_a_second()
    {
        var schedule = new RetrySchedule(new Random(1));
        var attempts = 0;
        var now = Start;
        while (!schedule.IsAway)
        {
            schedule.Failed(now, now);
            attempts++;
            Assert.True(attempts < 20);
            now = schedule.NextAttempt;
        }

        Assert.InRange(attempts, 4, 8);
        Assert.InRange(now - Start, TimeSpan.FromSeconds(1.8), TimeSpan.FromSeconds(3.5));
    }

    [Fact]
    public void While_away_it_is_probed_ever_more_rarely_up_to_every_five_seconds()
    {
        var schedule = new RetrySchedule(new Random(1));
        schedule.Failed(Start, Start + RetrySchedule.GiveUpAfter);
        var gaps = new List<TimeSpan>();
        for (var i = 0; i < 50; i++)
        {
            var now = schedule.NextAttempt;
            schedule.Failed(now, now);
            gaps.Add(schedule.NextAttempt - now);
        }

        Assert.InRange(gaps[0], TimeSpan.FromSeconds(1.6), TimeSpan.FromSeconds(2.4));
        Assert.All(gaps[2..], gap => Assert.InRange(gap, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6)));
        Assert.True(gaps.Distinct().Count() > 10, "Probes of many clients must not come at the same moments.");
    }

    [Fact]
    public void A_success_forgets_the_failures()
    {
        var schedule = new RetrySchedule(new Random(1));
        schedule.Stalled(Start);
        Assert.True(schedule.IsAway);
        schedule.Succeeded();
        Assert.False(schedule.IsAway);
        Assert.True(schedule.NextAttempt <= Start);
        schedule.Failed(Start, Start);
        Assert.False(schedule.IsAway);
    }
}
