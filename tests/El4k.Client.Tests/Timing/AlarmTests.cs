using El4k.Client.Timing;
using El4k.Testing;

namespace El4k.Client.Tests.Timing;

public sealed class AlarmTests
{
    private readonly ManualTime _time = new(Records.Moment);
    private readonly List<Exception> _faults = [];

    [Fact]
    public void However_often_it_is_set_it_rings_once_and_then_rests()
    {
        var rings = 0;
        using var alarm = new Alarm(_time, TimeSpan.FromMilliseconds(50), () => rings++, _faults.Add);
        for (var i = 0; i < 100; i++)
        {
            alarm.Set();
        }

        _time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.Equal(0, rings);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, rings);
        Assert.Equal(0, _time.SetTimers);
    }

    [Fact]
    public void Setting_it_while_it_rings_makes_it_ring_again()
    {
        var rings = 0;
        Alarm? alarm = null;
        alarm = new Alarm(
            _time,
            TimeSpan.FromMilliseconds(50),
            () =>
            {
                if (++rings < 3)
                {
                    alarm!.Set();
                }
            },
            _faults.Add);
        using (alarm)
        {
            alarm.Set();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, rings);
    }

    [Fact]
    public void Hurrying_makes_it_ring_at_once()
    {
        var rings = 0;
        using var alarm = new Alarm(_time, TimeSpan.FromMilliseconds(50), () => rings++, _faults.Add);
        alarm.Set();
        alarm.Hurry();
        _time.Advance(TimeSpan.Zero);
        Assert.Equal(1, rings);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_knows_nothing_of_the_request_that_made_it(bool suppressed)
    {
        var request = new AsyncLocal<string?> { Value = "first request" };
        var seen = new TaskCompletionSource<string?>();
        var flow = suppressed ? ExecutionContext.SuppressFlow() : new AsyncFlowControl?();
        using var alarm = new Alarm(TimeProvider.System, TimeSpan.Zero, () => seen.SetResult(request.Value), _faults.Add);
        alarm.Set();
        flow?.Undo();
        Assert.Null(await seen.Task);
    }

    [Fact]
    public void A_callback_that_throws_is_reported_and_does_not_end_the_process()
    {
        using var alarm = new Alarm(_time, TimeSpan.Zero, () => throw new InvalidOperationException("mine"), _faults.Add);
        alarm.Set();
        _time.Advance(TimeSpan.Zero);
        Assert.Equal("mine", Assert.Single(_faults).Message);
    }
}
