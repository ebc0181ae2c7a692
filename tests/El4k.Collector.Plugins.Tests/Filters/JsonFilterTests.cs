using El4k.Collector.Events;
using El4k.Collector.Plugins.Filters;
using El4k.Collector.Plugins.Filters.Json;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class JsonFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Json/json.cases", columns: 3);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_is_decoded_as_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "json", options, given, expected, new StoppedClock("2015-06-15T12:00:00Z"));

    [Fact]
    public void Nesting_is_accepted_to_the_depth_that_events_have_and_no_deeper()
    {
        Assert.False(Nested(JsonValue.MaxDepth - 1).HasTag("_jsonparsefailure"));
        Assert.True(Nested(JsonValue.MaxDepth + 1).HasTag("_jsonparsefailure"));

        static Event Nested(int depth)
        {
            var target = Event.Create();
            target.Set(FieldReference.Message, new string('[', depth) + new string(']', depth));
            return FilterPipeline.Load("json { source => \"message\" target => \"x\" }").Run(target).Single();
        }
    }

    [Fact]
    public void Text_that_came_as_bytes_is_decoded_without_becoming_a_string()
    {
        using var run = new PublishedLine("""{"a":"b"}""");

        var result = FilterPipeline.Load("json { source => \"message\" remove_field => \"message\" }").Run(run.Event).Single();

        Assert.Equal("b", result.Get(FieldReference.Parse("a")));
        Assert.False(result.Contains(FieldReference.Message));
    }

    [Fact]
    public void More_members_than_an_event_takes_need_a_target()
    {
        var target = Event.Create();
        target.Set(FieldReference.Message, "{" + string.Join(',', Enumerable.Range(0, FoundField.Maximum + 1).Select(i => $"\"f{i}\":{i}")) + "}");

        Assert.True(FilterPipeline.Load("json { source => \"message\" }").Run(target.Clone()).Single().HasTag("_jsonparsefailure"));
        Assert.False(FilterPipeline.Load("json { source => \"message\" target => \"x\" }").Run(target).Single().HasTag("_jsonparsefailure"));
    }

    [Fact]
    public void The_source_is_required() => Assert.Contains("needs the option source", FilterPipeline.ErrorsOf("json { }"));

    [Fact]
    public void A_merge_that_a_member_stops_tags_the_event()
    {
        // The name of a member never addresses what is below another field, so a clash can only come from a target.
        var filter = new JsonFilter(new JsonFilterOptions { Source = FieldReference.Message, Target = FieldReference.Parse("[message][x]") }, PluginContext.For("json"));
        var selection = new FilterSelection();
        var target = Event.Parse("""{"message":"{}"}""");
        selection.Include(target);

        filter.Filter(selection);

        Assert.True(target.HasTag("_jsonparsefailure"));
        Assert.False(selection.IsMatched(0));
    }
}
