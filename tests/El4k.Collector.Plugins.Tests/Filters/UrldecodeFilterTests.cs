using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class UrldecodeFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Urldecode/urldecode.cases", columns: 3);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_becomes_what_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "urldecode", options, given, expected);

    [Fact]
    public void An_unknown_charset_is_refused() => Assert.Contains("the charset \"klingon\" is not known", FilterPipeline.ErrorsOf("urldecode { charset => \"klingon\" }"), StringComparison.OrdinalIgnoreCase);
}
