using System.Globalization;
using El4k.Explorer.Errors;
using El4k.Explorer.Time;
using El4k.Testing;

namespace El4k.Explorer.Tests.Time;

public sealed class TimeRangeParserTests
{
    public static IEnumerable<object[]> Ranges => CaseFile.Rows("Time/time-ranges.cases", 5);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Time/time-range-errors.cases", 5);

    [Theory]
    [MemberData(nameof(Ranges))]
    public void A_text_means_a_range(string where, string text, string zone, string from, string to, string label)
    {
        var range = TimeRangeParser.Parse(text, TimeZoneParser.Parse(zone), Some.Now);
        Assert.True(
            (Utc(from), Utc(to), label) == (range.From, range.To, range.Label),
            $"{where}: {range.From:O} … {range.To:O} “{range.Label}”");
        Assert.Equal(zone, range.Tz);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_text_that_means_none_is_an_error_with_its_place(string where, string text, string position, string length, string message, string suggestion)
    {
        var error = Assert.Throws<BadParameterException>(() => TimeRangeParser.Parse(text, TimeZoneInfo.Utc, Some.Now)).Error;
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.True(
            ("t", position, length, suggestion) == (error.Parameter, $"{error.Position}", $"{error.Length}", error.Suggestion ?? ""), $"{where}: {error}");
    }

    [Fact]
    public void An_unknown_zone_is_an_error_that_names_it()
    {
        var error = Assert.Throws<BadParameterException>(() => TimeZoneParser.Parse("Mars/Olympus")).Error;
        Assert.Equal("tz", error.Parameter);
        Assert.Contains("Mars/Olympus", error.Message, StringComparison.Ordinal);
    }

    private static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
