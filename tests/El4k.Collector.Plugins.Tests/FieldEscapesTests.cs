using El4k.Collector.Configuration;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Tests.Filters;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests;

/// <summary>A name with a bracket can be written wherever a configuration names a field.</summary>
public sealed class FieldEscapesTests
{
    public static IEnumerable<object[]> Cases => CaseFile.Rows("field-escapes.cases", 3);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_field_with_a_bracket_is_found_and_set(string where, string filters, string given, string expected)
    {
        Run(FieldEscapeStyle.Percent, filters.Replace("<", "%5B", StringComparison.Ordinal));
        Run(FieldEscapeStyle.Ampersand, filters.Replace("<", "&#91;", StringComparison.Ordinal));

        void Run(FieldEscapeStyle style, string text) =>
            FilterCase.AssertSame($"{where}, {style}", expected, FilterPipeline.Load(text, escapes: style).Run(given).Single().ToJson());
    }

    [Fact]
    public void Without_a_style_a_name_is_what_is_written() =>
        FilterCase.AssertSame("none", """{"a[b":1,"a%5Bb":"x"}""", FilterPipeline.Load("mutate { replace => { \"a%5Bb\" => \"x\" } }").Run("""{"a[b":1}""").Single().ToJson());

    [Theory]
    [InlineData("mutate { uppercase => \"[a%FF]\" }")]
    [InlineData("if [a%FF] { drop { } }")]
    [InlineData("mutate { replace => { \"a\" => \"%{[a%FF]}\" } }")]
    [InlineData("mutate { gsub => [ \"[a%FF]\", \"x\", \"y\" ] }")]
    public void Numbers_that_are_no_characters_are_an_error_where_they_stand(string filters)
    {
        var result = CollectorConfiguration.LoadText(
            $"filter {{ {filters} }}",
            "test.conf",
            new ConfigurationContext { Registry = BuiltInPlugins.CreateRegistry(), FieldEscapes = FieldEscapeStyle.Percent });
        Assert.Contains("are no characters", Assert.Single(result.Errors).Message, StringComparison.Ordinal);
    }
}
