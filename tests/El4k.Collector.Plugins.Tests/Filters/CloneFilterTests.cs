using El4k.Collector.Events;
using El4k.Collector.Plugins.Filters.Clone;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class CloneFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Clone/clone.cases", columns: 3);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_becomes_the_events_of_its_row(string where, string options, string given, string expected) =>
        FilterCase.CheckAll(where, $"clone {{ {options} }}", given, expected);

    [Fact]
    public void A_copy_has_the_metadata_and_shares_nothing_with_its_original()
    {
        var original = Event.Parse("""{"a":{"b":1}}""");
        original.Metadata["m"] = "x";

        var copy = FilterPipeline.Load("clone { clones => [\"c\"] }").Run(original)[1];
        copy.Set(FieldReference.Parse("[a][b]"), 2L);
        copy.Metadata["m"] = "y";

        Assert.Equal(1L, original.Get(FieldReference.Parse("[a][b]")));
        Assert.Equal("x", original.Metadata["m"]);
    }

    [Fact]
    public void No_clones_is_a_warning()
    {
        var log = new RecordingLog();

        _ = new CloneFilter(new CloneOptions(), PluginContext.For("clone", log));

        Assert.Contains("does nothing", Assert.Single(log.Warnings));
    }

    [Fact]
    public void The_clones_are_required() => Assert.Contains("needs the option clones", FilterPipeline.ErrorsOf("clone { }"));
}
