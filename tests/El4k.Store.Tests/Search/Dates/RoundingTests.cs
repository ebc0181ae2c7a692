using El4k.Store.Search.Dates;

namespace El4k.Store.Tests.Search.Dates;

public sealed class RoundingTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // At midnight the clock goes to one o'clock in spring: that day has no midnight.
    private static readonly TimeZoneInfo Beirut = TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut");

    [Theory]
    [InlineData("2026-10-25T12:00Z", 25)]
    [InlineData("2026-03-29T12:00Z", 23)]
    [InlineData("2026-06-01T12:00Z", 24)]
    public void A_local_day_with_a_clock_change_has_25_or_23_hours(string time, int hours)
    {
        var day = Rounding.Calendar(CalendarUnit.Day, Berlin);

        Assert.Equal(hours * 3_600_000L, day.Next(At(time)) - day.Floor(At(time)));
    }

    [Theory]
    [InlineData("2026-10-25T00:30Z", "2026-10-25T00:00Z", "2026-10-25T01:00Z")]
    [InlineData("2026-10-25T01:30Z", "2026-10-25T01:00Z", "2026-10-25T02:00Z")]
    [InlineData("2026-03-29T00:30Z", "2026-03-29T00:00Z", "2026-03-29T01:00Z")]
    [InlineData("2026-03-29T01:30Z", "2026-03-29T01:00Z", "2026-03-29T02:00Z")]
    public void The_hour_that_the_clock_shows_twice_is_two_hours(string time, string floor, string next)
    {
        foreach (var hour in (Rounding[])[Rounding.Calendar(CalendarUnit.Hour, Berlin), Rounding.Fixed(3_600_000, Berlin)])
        {
            Assert.Equal(At(floor), hour.Floor(At(time)));
            Assert.Equal(At(next), hour.Next(At(time)));
        }
    }

    [Fact]
    public void A_day_without_midnight_starts_when_the_clock_jumps()
    {
        var day = Rounding.Calendar(CalendarUnit.Day, Beirut);

        // 29 March 2026 begins at 01:00 local time, which is 22:00 UTC the day before.
        Assert.Equal(At("2026-03-28T22:00Z"), day.Floor(At("2026-03-29T10:00Z")));
        Assert.Equal(23 * 3_600_000L, day.Next(At("2026-03-29T10:00Z")) - day.Floor(At("2026-03-29T10:00Z")));
    }

    [Theory]
    [InlineData(nameof(CalendarUnit.Week), "2026-11-25T13:00Z", "2026-11-23T00:00Z", "2026-11-30T00:00Z")]
    [InlineData(nameof(CalendarUnit.Week), "2026-11-22T13:00Z", "2026-11-16T00:00Z", "2026-11-23T00:00Z")]
    [InlineData(nameof(CalendarUnit.Month), "2024-02-10T13:00Z", "2024-02-01T00:00Z", "2024-03-01T00:00Z")]
    [InlineData(nameof(CalendarUnit.Quarter), "2026-11-25T13:00Z", "2026-10-01T00:00Z", "2027-01-01T00:00Z")]
    [InlineData(nameof(CalendarUnit.Year), "2026-11-25T13:00Z", "2026-01-01T00:00Z", "2027-01-01T00:00Z")]
    [InlineData(nameof(CalendarUnit.Minute), "1969-12-31T23:59:59Z", "1969-12-31T23:59Z", "1970-01-01T00:00Z")]
    public void Units_of_the_calendar_have_their_own_length(string unit, string time, string floor, string next)
    {
        var rounding = Rounding.Calendar(Enum.Parse<CalendarUnit>(unit), TimeZoneInfo.Utc);

        Assert.Equal(At(floor), rounding.Floor(At(time)));
        Assert.Equal(At(next), rounding.Next(At(time)));
    }

    [Theory]
    [InlineData(3_600_000)]
    [InlineData(10_800_000)]
    [InlineData(43_200_000)]
    [InlineData(86_400_000)]
    [InlineData(5_400_000)]
    public void Fixed_intervals_around_clock_changes_leave_no_gap_and_never_go_back(long interval)
    {
        foreach (var zone in (TimeZoneInfo[])[Berlin, Beirut, TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe")])
        {
            foreach (var start in (long[])[At("2026-03-27T00:00Z"), At("2026-10-23T00:00Z"), At("2026-04-03T00:00Z"), At("2026-10-02T00:00Z")])
            {
                var rounding = Rounding.Fixed(interval, zone);
                var previous = long.MinValue;
                for (var time = start; time < start + (4 * 86_400_000L); time += 600_000)
                {
                    var floor = rounding.Floor(time);
                    Assert.True(floor <= time && floor >= previous, $"{zone.Id} {time}");
                    Assert.Equal(floor, rounding.Floor(floor));
                    Assert.True(rounding.Next(time) > time, $"{zone.Id} {time}");
                    Assert.Equal(rounding.Next(time), rounding.Floor(rounding.Next(time)));
                    previous = floor;
                }
            }
        }
    }

    private static long At(string time) => DateTimeOffset.Parse(time).ToUnixTimeMilliseconds();
}
