using El4k.Explorer.Errors;
using El4k.Explorer.Time;

namespace El4k.Explorer.Tests.Time;

public sealed class ComparisonTests
{
    [Theory]
    [InlineData("-24h", "previous", "The 24 hours before", "2026-11-23T12:34:56.789Z..2026-11-24T12:34:56.789Z")]
    [InlineData("today", "previous", "The day before", "2026-11-24T00:00:00.000Z..2026-11-24T12:34:56.789Z")]
    [InlineData("last month", "previous", "The month before", "2026-09-01T00:00:00.000Z..2026-10-01T00:00:00.000Z")]
    [InlineData("2026-11-01..2026-11-08", "previous", "The 8 days before", "2026-10-24T00:00:00.000Z..2026-11-01T00:00:00.000Z")]
    [InlineData("2026-11-01T10:00..2026-11-01T10:30", "previous", "The same span before", "2026-11-01T09:30:00.000Z..2026-11-01T10:00:00.000Z")]
    [InlineData("today", "week", "Today, a week earlier", "2026-11-18T00:00:00.000Z..2026-11-18T12:34:56.789Z")]
    [InlineData("this month", "year", "This month, a year earlier", "2025-11-01T00:00:00.000Z..2025-11-25T12:34:56.789Z")]
    public void The_whole_range_is_shifted(string range, string mode, string label, string expected)
    {
        var before = Comparison.Find(Some.Range(range), mode)!;
        Assert.Equal((label, expected), (before.Label, before.Text));
        Assert.Equal(before.From, TimeRangeParser.Parse(before.Text, TimeZoneInfo.Utc, Some.Now).From);
    }

    [Fact]
    public void A_calendar_day_before_the_clocks_changed_is_still_a_whole_day()
    {
        var before = Comparison.Find(Some.Range("2026-10-26", "Europe/Berlin"), "previous")!;
        Assert.Equal(TimeSpan.FromHours(25), before.To - before.From);
    }

    [Fact]
    public void None_is_no_range() => Assert.Null(Comparison.Find(Some.Range("-24h"), "none"));

    [Fact]
    public void Another_word_is_an_error() =>
        Assert.Equal("compare", Assert.Throws<BadParameterException>(() => Comparison.Find(Some.Range("-24h"), "sometimes")).Error.Parameter);
}
