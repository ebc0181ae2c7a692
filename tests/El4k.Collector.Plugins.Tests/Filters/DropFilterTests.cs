using El4k.Collector.Events;
using El4k.Collector.Plugins.Filters.Drop;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class DropFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Drop/drop.cases", columns: 3);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_is_dropped_or_stays_as_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "drop", options, given, expected);

    [Fact]
    public void A_percentage_drops_that_share_of_the_events()
    {
        var numbers = new Queue<double>([0.0, 0.399, 0.4, 0.999]);
        var filter = new DropFilter(new DropOptions { Percentage = 40 }, numbers.Dequeue);
        var selection = new FilterSelection();
        var events = Enumerable.Range(0, 4).Select(_ => Event.Create()).ToArray();
        Array.ForEach(events, selection.Include);

        filter.Filter(selection);

        Assert.Equal([true, true, false, false], events.Select(one => one.IsCancelled));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("100.5")]
    public void A_percentage_outside_of_0_to_100_is_refused(string percentage) =>
        Assert.Contains($"{percentage} is not a percentage; it must be from 0 to 100", FilterPipeline.ErrorsOf($"drop {{ percentage => {percentage} }}"));

    [Fact]
    public void A_condition_decides_what_is_dropped()
    {
        var pipeline = FilterPipeline.Load("""if [level] == "debug" { drop { } }""");

        var kept = pipeline.Run(Event.Parse("""{"level":"debug"}"""), Event.Parse("""{"level":"error"}"""));

        Assert.Equal("error", Assert.Single(kept).Get(FieldReference.Parse("level")));
    }
}
