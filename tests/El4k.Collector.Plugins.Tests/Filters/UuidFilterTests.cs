using El4k.Collector.Events;
using El4k.Collector.Plugins.Filters.Uuid;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class UuidFilterTests
{
    private static readonly FieldReference Id = FieldReference.Parse("id");

    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Uuid/uuid.cases", columns: 3);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_gets_an_identifier_as_its_row_says(string where, string options, string given, string expected)
    {
        var bound = new UuidOptions
        {
            Target = FieldReference.Parse(options.Split('"')[1]),
            Overwrite = options.Contains("overwrite", StringComparison.Ordinal),
        };
        var filter = new UuidFilter(bound, PluginContext.For("uuid"), () => new Guid("01234567-89ab-4def-8123-456789abcdef"));
        var selection = new FilterSelection();
        selection.Include(Event.Parse(given));

        filter.Filter(selection);

        FilterCase.AssertSame(where, expected, selection[0].ToJson());
        Assert.Equal(!selection[0].HasTag(UuidFilter.FailureTag), selection.IsMatched(0));
    }

    [Fact]
    public void Each_event_gets_another_random_one_and_the_common_options_always_run()
    {
        var pipeline = FilterPipeline.Load("uuid { target => \"id\" add_tag => \"ran\" }");

        var results = pipeline.Run(Event.Parse("{}"), Event.Parse("{}"), Event.Parse("""{"id":"mine"}"""));

        var ids = results.Select(one => (string)one.Get(Id)!).ToArray();
        Assert.Equal(3, ids.Distinct().Count());
        Assert.All(ids[..2], id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id));
        Assert.All(results, one => Assert.True(one.HasTag("ran")));
    }

    [Fact]
    public void The_target_is_required() => Assert.Contains("needs the option target", FilterPipeline.ErrorsOf("uuid { }"));
}
