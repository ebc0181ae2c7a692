using El4k.Collector.Events;
using El4k.Collector.Plugins.Filters.Dissect;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class DissectFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Dissect/dissect.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/Dissect/dissect-errors.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_is_taken_apart_as_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "dissect", options, given, expected);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string where, string options, string expected)
    {
        var errors = FilterPipeline.ErrorsOf($"dissect {{ {options} }}");

        Assert.True(errors.Contains(expected, StringComparison.OrdinalIgnoreCase), $"{where}: expected «{expected}» in «{errors}»");
    }

    [Fact]
    public void A_line_that_came_as_bytes_is_taken_apart_without_allocating_its_fields()
    {
        using var first = new PublishedLine("2015-05-17 10:05:03 WARN  web-1 it is warm");
        using var second = new PublishedLine("2015-05-17 10:05:03 WARN  web-1 it is warm");
        var pipeline = FilterPipeline.Load("""dissect { mapping => { "message" => "%{date} %{time} %{level->} %{host} %{message}" } }""");
        pipeline.Run(first.Event);
        var list = new[] { second.Event };

        var before = GC.GetAllocatedBytesForCurrentThread();
        pipeline.Run(list);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The test's own list of outcomes is all there is: the strings of five fields would be hundreds of bytes more.
        Assert.InRange(allocated, 0, 2500);
        Assert.True(second.Event.TryGetUtf8(FieldReference.Message, out var message));
        Assert.Equal("it is warm"u8, message);
        Assert.Equal("2015-05-17", second.Event.Get(FieldReference.Parse("date")));
        Assert.Equal("WARN", second.Event.Get(FieldReference.Parse("level")));
    }

    [Fact]
    public void A_pattern_that_never_fits_is_a_warning()
    {
        var log = new RecordingLog();
        var mapping = new OptionMap<FieldReference, string>([new(FieldReference.Message, "%{a}%{b}")]);

        _ = new DissectFilter(new DissectOptions { Mapping = mapping }, PluginContext.For("dissect", log));

        Assert.Contains("no text ever fits", Assert.Single(log.Warnings));
    }
}
