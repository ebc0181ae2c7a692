using El4k.Collector.Events;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Filters;

public class GrokFilterTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("Filters/Grok/grok.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Filters/Grok/grok-filter-errors.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_is_taken_apart_as_its_row_says(string where, string options, string given, string expected) =>
        FilterCase.Check(where, "grok", options, given, expected);

    [Theory]
    [MemberData(nameof(Errors))]
    public void Options_that_cannot_be_used_are_refused_with_the_reason(string where, string options, string expected)
    {
        var errors = FilterPipeline.ErrorsOf($"grok {{ {options} }}");

        Assert.True(errors.Contains(expected, StringComparison.OrdinalIgnoreCase), $"{where}: expected «{expected}» in «{errors}»");
    }

    [Fact]
    public void Patterns_are_read_from_the_files_of_a_folder_that_fit_the_glob()
    {
        var folder = Directory.CreateTempSubdirectory("el4k-patterns");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "a.pattern"), "# ours\nQID [A-F]{3}\nBOTH %{QID:q}-%{NUM:n}\n\n");
            File.WriteAllText(Path.Combine(folder.FullName, "b.pattern"), "NUM \\d+\n");
            File.WriteAllText(Path.Combine(folder.FullName, "c.pattern~"), "this is no pattern file");

            var pipeline = FilterPipeline.Load($$"""grok { match => { "m" => "%{BOTH}" } patterns_dir => "{{folder.FullName}}" patterns_files_glob => "*.pattern" }""");

            Assert.Equal("7", pipeline.Run("""{"m":"ABC-7"}""").Single().Get(FieldReference.Parse("n")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_line_of_a_pattern_file_without_an_expression_is_refused_with_its_place()
    {
        var folder = Directory.CreateTempSubdirectory("el4k-patterns");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "a"), "QID [A-F]{3}\nLONELY\n");

            var errors = FilterPipeline.ErrorsOf($$"""grok { match => { "m" => "%{QID}" } patterns_dir => "{{folder.FullName}}" }""");

            Assert.Contains("a, line 2: expected a pattern name, a blank and an expression, found 'LONELY'", errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
