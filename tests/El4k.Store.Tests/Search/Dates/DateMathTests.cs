using El4k.Store.Search;
using El4k.Store.Search.Dates;
using El4k.Testing;

namespace El4k.Store.Tests.Search.Dates;

public sealed class DateMathTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Search/Dates/date_math.cases", 4);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_expression_has_a_lower_and_an_upper_meaning(string where, string text, string zone, string down, string up)
    {
        var math = new DateMath(DateFormats.Default, TimeZones.Parse(zone, "time_zone"), TestIndex.Now.ToUnixTimeMilliseconds());

        Assert.Equal((where, down), (where, Show(math.Evaluate(text, roundUp: false))));
        Assert.Equal((where, up), (where, Show(math.Evaluate(text, roundUp: true))));
    }

    [Theory]
    [InlineData("yesterday", "expected the format [strict_date_optional_time||epoch_millis]")]
    [InlineData("2026-13-01", "expected the format")]
    [InlineData("2026-02-30", "expected the format")]
    [InlineData("2026-11-01T25:00", "expected the format")]
    [InlineData("now-15x", "at character 7: expected one of the units y M w d h H m s")]
    [InlineData("now-15", "at character 7: expected one of the units")]
    [InlineData("now*2", "at character 4: expected +, - or /")]
    [InlineData("now/2d", "rounding takes no number")]
    [InlineData("now-99999999999d", "a smaller number")]
    [InlineData("now+99999y", "leaves the years 1 to 9999")]
    public void A_mistake_is_named(string text, string part)
    {
        var error = Assert.Throws<InvalidRequestException>(() => new DateMath(DateFormats.Default, TimeZoneInfo.Utc, 0).Evaluate(text, roundUp: false));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    private static string Show(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'");
}
