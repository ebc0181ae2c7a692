using System.Text;
using El4k.Collector.Events;
using El4k.Testing;

namespace El4k.Collector.Tests.Events;

public sealed class TimestampTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.CreateCustomTimeZone(
        "test",
        TimeSpan.FromHours(1),
        "test",
        "test",
        "test",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date,
                DateTime.MaxValue.Date,
                TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)),
        ]);

    public static IEnumerable<object[]> Cases => CaseFile.Rows("Events/timestamps.cases", 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_is_a_timestamp_or_none(string where, string text, string expected)
    {
        string actual = Timestamp.TryParse(text, out Timestamp parsed, Berlin) ? parsed.ToString() : "-";
        Assert.Equal((where, expected), (where, actual));
        Assert.Equal(expected != "-", Timestamp.TryParse(Encoding.UTF8.GetBytes(text), out Timestamp fromBytes, Berlin));
        Assert.Equal(parsed, fromBytes);
    }

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000Z", 0, 0)]
    [InlineData(1, "1970-01-01T00:00:00.001Z", 1, 0)]
    [InlineData(-1, "1969-12-31T23:59:59.999Z", -1, -1)]
    [InlineData(1431857103123, "2015-05-17T10:05:03.123Z", 1431857103123, 1431857103)]
    public void An_instant_counts_from_1970(long milliseconds, string text, long backMilliseconds, long seconds)
    {
        var timestamp = Timestamp.FromUnixMilliseconds(milliseconds);
        Assert.Equal((text, backMilliseconds, seconds), (timestamp.ToString(), timestamp.UnixMilliseconds, timestamp.UnixSeconds));
    }

    [Fact]
    public void Fine_instants_before_1970_round_down()
    {
        var timestamp = new Timestamp(DateTime.UnixEpoch.Ticks - 1);
        Assert.Equal((-1L, -1L), (timestamp.UnixMilliseconds, timestamp.UnixSeconds));
    }
}
