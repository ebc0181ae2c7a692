using El4k.Collector.Configuration;
using El4k.Testing;

namespace El4k.Collector.Tests.Configuration;

public sealed class ConfigurationParserTests
{
    public static IEnumerable<object[]> Grammar => CaseFile.Rows("Configuration/grammar.cases", 2);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Configuration/errors.cases", 3);

    [Theory]
    [MemberData(nameof(Grammar))]
    public void A_configuration_is_parsed_as_Logstash_means_it(string where, string text, string expected)
    {
        var diagnostics = new DiagnosticList();
        string tree = AstText.Of(ConfigurationParser.Parse(Source(text), diagnostics, supportEscapes: false));
        Assert.True(diagnostics.All.Count == 0, $"{where}: {string.Join('\n', diagnostics.All)}");
        Assert.Equal(expected, tree);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_says_where_and_what_was_expected_and_what_to_write(string where, string text, string expected, string suggestion)
    {
        var diagnostics = new DiagnosticList();
        ConfigurationParser.Parse(Source(text), diagnostics, supportEscapes: false);
        string[] errors = [.. diagnostics.All.Where(d => d.IsError).Select(d => $"{d.Span.Line}:{d.Span.Column} {d.Message}")];
        Assert.Equal(expected.Split(" ¦ "), errors);
        Assert.Equal((where, suggestion), (where, diagnostics.All.First(d => d.IsError).Suggestion ?? "-"));
    }

    [Theory]
    [InlineData("""a\"b""", "a\"b")]
    [InlineData("""a\'b""", "a'b")]
    [InlineData("""a\\nb""", "a\\nb")]
    [InlineData("""a\nb\tc\rd\0""", "a\nb\tc\rd\0")]
    [InlineData("""\d\.""", """\d\.""")]
    public void With_support_for_escapes_the_known_ones_are_replaced(string written, string expected)
    {
        var diagnostics = new DiagnosticList();
        string tree = AstText.Of(ConfigurationParser.Parse(Source($"filter {{ a {{ x => \"{written}\" }} }}"), diagnostics, supportEscapes: true));
        Assert.Equal($"filter{{a(x='{expected.Replace("\n", "⏎", StringComparison.Ordinal)}')}}", tree);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_and_explained()
    {
        var diagnostics = new DiagnosticList();
        Assert.Single(ConfigurationParser.Parse(new SourceText("x", "\uFEFFinput { }"), diagnostics, supportEscapes: false));
        Diagnostic warning = Assert.Single(diagnostics.All);
        Assert.Contains("byte order mark", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_shows_its_line_with_a_caret()
    {
        var diagnostics = new DiagnosticList();
        ConfigurationParser.Parse(new SourceText("pipeline.conf", "filter {\n\tmutate { a => foo-bar }\n}"), diagnostics, supportEscapes: false);
        Assert.Equal(
            """
            pipeline.conf:2:16: error: Only a word of two or more letters, digits and _, beginning with a letter or _, can stand without quotes.
                	mutate { a => foo-bar }
                	              ^^^^^^^
                Write "foo-bar".
            """,
            Assert.Single(diagnostics.All).ToString());
    }

    [Theory]
    [InlineData("""if [a] in ["x"] { }""", "An array of one value")]
    [InlineData("if [a] and [b] and [c] or [d] { }", "\"and\" binds before \"or\"")]
    [InlineData("if [a] xor [b] and [c] { }", "xor and nand")]
    public void What_Logstash_reads_otherwise_is_warned_about(string condition, string expected)
    {
        var diagnostics = new DiagnosticList();
        ConfigurationParser.Parse(Source($"filter {{ {condition} }}"), diagnostics, supportEscapes: false);
        Diagnostic warning = Assert.Single(diagnostics.All);
        Assert.False(warning.IsError);
        Assert.Contains(expected, warning.Message, StringComparison.Ordinal);
    }

    private static SourceText Source(string text) => new("test.conf", text.Replace('⏎', '\n'));
}
