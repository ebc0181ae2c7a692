using El4k.Store.Search;
using El4k.Store.Search.Dates;
using El4k.Testing;

namespace El4k.Store.Tests.Search.Dates;

public sealed class DateFormatsTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Search/Dates/date_formats.cases", 4);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_date_is_read_and_written(string where, string format, string text, string instant, string written)
    {
        var formats = DateFormats.Parse(format);

        Assert.True(formats.TryParse(text, roundUp: false, TimeZoneInfo.Utc, out var time), where);
        Assert.Equal(instant, DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'"));
        Assert.Equal(written, formats.Format(time, new ZoneClock(TimeZoneInfo.Utc)));
    }

    [Theory]
    [InlineData("yyyy-MM-dd", "2026-11-01T10")]
    [InlineData("yyyy-MM-dd", "2026-1-1")]
    [InlineData("yyyy-MM-dd", "")]
    [InlineData("epoch_millis", "12a")]
    [InlineData("strict_date_optional_time", "26-11-01")]
    [InlineData("strict_date_optional_time", "2026-11-01T10:15:30 Berlin")]
    [InlineData("strict_date_optional_time", "2026-11-01x")]
    public void What_does_not_fit_is_no_date(string format, string text) =>
        Assert.False(DateFormats.Parse(format).TryParse(text, roundUp: false, TimeZoneInfo.Utc, out _));

    [Theory]
    [InlineData("yyyy-qq", "[q]")]
    [InlineData("yyyy 'at", "not closed")]
    public void A_pattern_that_means_nothing_is_refused(string format, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidRequestException>(() => DateFormats.Parse(format)).Message, StringComparison.Ordinal);
}
