using El4k.Collector.Events;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class MutateFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Mutate/mutate.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/Mutate/mutate-errors.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_operation_does_what_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "mutate", options, given, expected);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string where, string options, string expected)
    {
        var errors = FilterPipeline.ErrorsOf($"mutate {{ {options} }}");

        Assert.True(errors.Contains(expected, StringComparison.OrdinalIgnoreCase), $"{where}: expected «{expected}» in «{errors}»");
    }

    [Fact]
    public void Two_blocks_run_one_after_the_other()
    {
        var pipeline = FilterPipeline.Load("mutate { copy => { \"a\" => \"b\" } } mutate { replace => { \"a\" => \"x\" } }");

        var result = pipeline.Run("""{"a":"1"}""").Single();

        Assert.Equal("1", result.Get(FieldReference.Parse("b")));
        Assert.Equal("x", result.Get(FieldReference.Parse("a")));
    }

    [Fact]
    public void A_copy_shares_nothing_with_its_original()
    {
        var pipeline = FilterPipeline.Load("mutate { copy => { \"a\" => \"b\" } } mutate { replace => { \"[b][x]\" => \"new\" } }");

        var result = pipeline.Run("""{"a":{"x":"old"}}""").Single();

        Assert.Equal("old", result.Get(FieldReference.Parse("[a][x]")));
        Assert.Equal("new", result.Get(FieldReference.Parse("[b][x]")));
    }

    [Fact]
    public void Removing_top_level_fields_allocates_nothing()
    {
        var pipeline = FilterPipeline.Load("mutate { remove_field => [\"path\", \"host\", \"port\"] }");
        var events = Enumerable.Range(0, 100).Select(_ => Event.Parse("""{"path":"/x","host":{"name":"web-1"},"port":9601,"message":"m"}""")).ToArray();
        pipeline.Run("""{"path":1}""");
        var list = new Event[1];

        long Allocated(Event one)
        {
            list[0] = one;
            var before = GC.GetAllocatedBytesForCurrentThread();
            pipeline.Run(list);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The list that collects the outcome is allocated each time; an event without any of the fields shows how much that is.
        var empty = Enumerable.Range(0, 100).Min(_ => Allocated(Event.Parse("{}")));
        var removing = events.Min(Allocated);

        Assert.Equal(empty, removing);
        Assert.All(events, one => Assert.Equal(["message", "@timestamp", "@version"], one.FieldNames));
    }
}
