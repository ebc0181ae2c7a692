using El4k.Collector.Events;
using El4k.Collector.Plugins.Filters.Split;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class SplitFilterTests
{
    private static readonly FieldReference List = FieldReference.Parse("l");

    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Split/split.cases", columns: 3);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_becomes_the_events_of_its_row(string where, string options, string given, string expected) =>
        FilterCase.CheckAll(where, $"split {{ {options} }}", given, expected);

    [Fact]
    public void Parts_share_nothing()
    {
        var parts = FilterPipeline.Load("split { field => \"l\" target => \"one\" }").Run("""{"l":[{"a":1},{"a":2}]}""");

        parts[0].Set(FieldReference.Parse("[one][a]"), "changed");
        parts[0].Set(FieldReference.Parse("[l][1][a]"), "changed");

        Assert.Equal(2L, parts[1].Get(FieldReference.Parse("[one][a]")));
        Assert.Equal(2L, parts[1].Get(FieldReference.Parse("[l][1][a]")));
    }

    [Fact]
    public void A_list_over_the_limit_stays_one_event()
    {
        var target = Event.Create();
        target.Set(List, Enumerable.Repeat((object?)1L, SplitFilter.MaximumParts + 1).ToList());

        var result = FilterPipeline.Load("split { field => \"l\" }").Run(target).Single();

        Assert.True(result.HasTag(SplitFilter.LimitTag));
        Assert.Equal(SplitFilter.MaximumParts + 1, Assert.IsType<List<object?>>(result.Get(List)).Count);
    }

    [Fact]
    public void Copies_that_would_take_gigabytes_are_not_made()
    {
        // With a target each of 20,000 parts would carry all 20,000.
        var target = Event.Create();
        target.Set(List, Enumerable.Repeat((object?)"0123456789", 20_000).ToList());

        var result = FilterPipeline.Load("split { field => \"l\" target => \"one\" }").Run(target).Single();

        Assert.True(result.HasTag(SplitFilter.LimitTag));
    }

    [Fact]
    public void An_empty_terminator_is_refused() => Assert.Contains("must be at least one character", FilterPipeline.ErrorsOf("split { terminator => \"\" }"));
}
