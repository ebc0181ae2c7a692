using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class TruncateFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Truncate/truncate.cases", columns: 3);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_becomes_what_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "truncate", options, given, expected);

    [Fact]
    public void A_length_below_0_is_refused() => Assert.Contains("-1 is below 0", FilterPipeline.ErrorsOf("truncate { length_bytes => -1 }"));

    [Fact]
    public void The_length_is_required() => Assert.Contains("needs the option length_bytes", FilterPipeline.ErrorsOf("truncate { }"));

    [Fact]
    public void A_list_that_is_short_enough_keeps_its_bytes() =>
        Assert.Contains("""{"l":[ "1" , {"a": 1.50}]""", FilterPipeline.Load("truncate { length_bytes => 3 }").Run("""{"l":[ "1" , {"a": 1.50}]}""").Single().ToJson());
}
