using System.Text.Json;
using System.Text.RegularExpressions;
using El4k.Collector.Plugins.Patterns;
using El4k.Testing;

namespace El4k.Collector.Plugins.Tests.Patterns;

public class GrokExpressionTests
{
    public static IEnumerable<object[]> Patterns => CaseFile.Rows("Patterns/grok-patterns.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Patterns/grok-errors.cases", columns: 2);

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_of_the_library_captures_what_its_name_says(string where, string pattern, string text, string expected)
    {
        var expression = Compile(pattern);

        var actual = Captured(expression, text);

        Assert.True(expected == actual, $"{where}: expected {expected}, got {actual}");
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_pattern_that_cannot_be_used_is_refused_with_the_reason(string where, string pattern, string expected)
    {
        var error = Assert.Throws<FormatException>(() => Compile(pattern));

        Assert.True(error.Message.Contains(expected, StringComparison.Ordinal), $"{where}: expected «{expected}» in «{error.Message}»");
    }

    [Fact]
    public void Every_pattern_of_the_library_compiles()
    {
        var names = PatternLibrary.BuiltIn.Names.ToList();

        Assert.All(names, name => Compile($"%{{{name}}}"));
        Assert.True(names.Count > 90, $"only {names.Count} patterns");
    }

    [Fact]
    public void Without_named_captures_only_every_reference_captures_under_its_own_name()
    {
        var expression = GrokExpression.Compile(
            "%{WORD} %{INT:n:int}", PatternLibrary.BuiltIn, namedCapturesOnly: false, Regex.InfiniteMatchTimeout);

        Assert.Equal(["WORD", "n"], expression.Captures.Select(capture => capture.Field));
    }

    [Fact]
    public void A_definition_of_the_configuration_replaces_a_built_in_one_also_where_others_use_it()
    {
        var library = PatternLibrary.BuiltIn.With([KeyValuePair.Create("HTTPDUSER", "u\\d+")]);

        var expression = GrokExpression.Compile("%{COMMONAPACHELOG}", library, namedCapturesOnly: true, Regex.InfiniteMatchTimeout);

        Assert.Contains("\"ident\":\"u1\"", Captured(expression, "1.2.3.4 u1 u2 [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1"));
        Assert.False(expression.Match("1.2.3.4 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 1").Success);
    }

    [Theory]
    [InlineData("%{COMBINEDAPACHELOG}", "a.")]
    [InlineData("%{HOSTPORT}", "1.")]
    [InlineData("%{EMAILADDRESS}", "a.")]
    [InlineData("%{URI}", "aa")]
    public void A_long_line_that_does_not_match_takes_time_in_proportion_to_its_length(string pattern, string hostile)
    {
        // With a definition whose repetitions have no bound, this takes minutes: the time grows with the square of the length.
        var expression = GrokExpression.Compile(pattern, PatternLibrary.BuiltIn, namedCapturesOnly: true, TimeSpan.FromSeconds(30));

        Assert.False(expression.Match(string.Concat(Enumerable.Repeat(hostile, 30_000))).Success);
    }

    private static GrokExpression Compile(string pattern) =>
        GrokExpression.Compile(pattern, PatternLibrary.BuiltIn, namedCapturesOnly: true, TimeSpan.FromSeconds(5));

    /// <summary>The captures that took part, as JSON in the order of the pattern; a dash if there is no match.</summary>
    private static string Captured(GrokExpression expression, string text)
    {
        var match = expression.Match(Unescape(text));
        if (!match.Success)
        {
            return "-";
        }

        var fields = expression.Captures
            .Select((capture, index) => (capture.Field, Group: expression.GroupOf(match, index)))
            .Where(capture => capture.Group.Success)
            .Select(capture => $"\"{capture.Field}\":{JsonSerializer.Serialize(capture.Group.Value, RelaxedJson)}");
        return $"{{{string.Join(",", fields)}}}";
    }

    private static readonly JsonSerializerOptions RelaxedJson = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Unescape(string text) => text.Replace("\\n", "\n").Replace("\\r", "\r").Replace("\\t", "\t");
}
