using System.Text.Json;
using El4k.Collector.Plugins.Patterns;
using El4k.Collector.Plugins.Tests.Filters;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Patterns;

/// <summary>The two sets of patterns, by what they make of the lines that the products write.</summary>
public class PatternSetsTests
{
    public static IEnumerable<object[]> LegacyFormats => CaseFile.Rows("Patterns/legacy-formats.cases", columns: 3);

    public static IEnumerable<object[]> EcsFormats => CaseFile.Rows("Patterns/ecs-formats.cases", columns: 3);

    [Fact]
    public void Every_name_of_Logstash_is_there()
    {
        var rows = CaseFile.Rows("Patterns/names.cases", columns: 2).Select(row => (Name: (string)row[1], Sets: (string)row[2])).ToList();

        Assert.Empty(rows.Where(row => row.Sets is "both" or "legacy").Select(row => row.Name).Except(PatternLibrary.BuiltIn.Names));
        Assert.Empty(rows.Where(row => row.Sets is "both" or "ecs").Select(row => row.Name).Except(PatternLibrary.Ecs.Names));
        Assert.Equal(317, rows.Count(row => row.Sets is "both" or "legacy"));
        Assert.Equal(361, rows.Count(row => row.Sets is "both" or "ecs"));
    }

    [Theory]
    [MemberData(nameof(LegacyFormats))]
    public void A_line_gives_the_fields_of_Logstash_7(string where, string pattern, string line, string expected) =>
        Check(where, pattern, line, expected, "disabled");

    [Theory]
    [MemberData(nameof(EcsFormats))]
    public void A_line_gives_the_fields_of_the_Elastic_Common_Schema(string where, string pattern, string line, string expected) =>
        Check(where, pattern, line, expected, "v1");

    /// <summary>The line lies in a field that no pattern captures, so that the event afterwards has the captures only.</summary>
    private static void Check(string where, string pattern, string line, string expected, string compatibility)
    {
        var options = $"match => {{ \"text\" => \"{pattern}\" }} ecs_compatibility => \"{compatibility}\" remove_field => [ \"text\" ]";
        var given = $"{{\"text\":{JsonSerializer.Serialize(Unescape(line))}}}";

        FilterCase.Check(where, "grok", options, given, expected);
    }

    private static string Unescape(string text) => text.Replace(@"\\", "\0").Replace("\\n", "\n").Replace("\\t", "\t").Replace('\0', '\\');
}
