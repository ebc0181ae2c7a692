using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class SyslogPriFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/SyslogPri/syslog_pri.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/SyslogPri/syslog_pri-errors.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_becomes_what_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "syslog_pri", options, given, expected);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string where, string options, string expected)
    {
        var errors = FilterPipeline.ErrorsOf($"syslog_pri {{ {options} }}");

        Assert.True(errors.Contains(expected, StringComparison.OrdinalIgnoreCase), $"{where}: expected «{expected}» in «{errors}»");
    }
}
