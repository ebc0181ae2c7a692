using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Plugins.Filters.Date;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class DateFilterTests
{
    public static IEnumerable<object[]> Formats => CaseFile.Rows("Filters/Date/date-formats.cases", columns: 4);

    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Date/date.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/Date/date-errors.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_gets_its_time_as_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "date", options, given, expected, new StoppedClock("2015-06-15T12:00:00Z"));

    [Theory]
    [MemberData(nameof(Errors))]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string where, string options, string expected)
    {
        var errors = FilterPipeline.ErrorsOf($"date {{ {options} }}");

        Assert.True(errors.Contains(expected, StringComparison.OrdinalIgnoreCase), $"{where}: expected «{expected}» in «{errors}»");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_text_becomes_the_instant_its_format_says(string where, string format, string zone, string text, string expected)
    {
        var filter = Create("2015-06-15T12:00:00Z", new DateOptions { Match = ["t", format], Timezone = StringFormat.Parse(zone), Target = FieldReference.Parse("to") });
        var target = Event.Create();
        target.Set(FieldReference.Parse("t"), text);

        Run(filter, target);

        var actual = target.HasTag("_dateparsefailure") ? "-" : target.Get(FieldReference.Parse("to"))?.ToString();
        Assert.True(expected == actual, $"{where}: expected {expected}, got {actual}");
    }

    [Theory]
    [InlineData("2015-06-15T12:00:00Z", "Dec 31 23:00:00", "2015-12-31T23:00:00.000Z")]
    [InlineData("2016-01-01T00:00:10Z", "Dec 31 23:59:59", "2015-12-31T23:59:59.000Z")]
    [InlineData("2015-12-31T23:59:50Z", "Jan 01 00:00:01", "2016-01-01T00:00:01.000Z")]
    [InlineData("2016-02-01T00:00:00Z", "Dec 31 23:59:59", "2016-12-31T23:59:59.000Z")]
    [InlineData("2016-06-01T00:00:00Z", "Feb 29 00:00:00", "2016-02-29T00:00:00.000Z")]
    public void A_text_without_a_year_takes_the_present_one_except_around_New_Year(string now, string text, string expected)
    {
        var filter = Create(now, new DateOptions { Match = ["t", "MMM dd HH:mm:ss"], Timezone = StringFormat.Parse("UTC") });
        var target = Event.Create();
        target.Set(FieldReference.Parse("t"), text);

        Run(filter, target);

        Assert.Equal(expected, target.Timestamp.ToString());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(5000)]
    public void A_text_of_any_length_is_read(int length)
    {
        var words = new string('é', length);
        var filter = Create("2026-11-25T00:00:00Z", new DateOptions { Match = ["t", $"'{words}' yyyy-MM-dd"], Timezone = StringFormat.Parse("UTC") });
        var target = Event.Parse($$"""{"t":"{{words}} 2015-06-15"}""");

        Run(filter, target);

        Assert.Equal("2015-06-15T00:00:00.000Z", target.Timestamp.ToString());
    }

    private static DateFilter Create(string now, DateOptions options) => new(options, PluginContext.For("date", clock: new StoppedClock(now)));

    private static void Run(IFilter filter, Event target)
    {
        var selection = new FilterSelection();
        selection.Include(target);
        filter.Filter(selection);
    }
}
