using El4k.Collector.Configuration;
using El4k.Collector.Tests.Fakes;
using El4k.Testing.Fuzzing;

namespace El4k.Collector.Tests.Configuration;

/// <summary>Whatever a file holds, loading it ends, throws nothing, and says where each error is.</summary>
public sealed class ConfigurationFuzzTests
{
    private static readonly string[] Sound =
    [
        "input { fake { } } output { memory { } }",
        """
        input { tcp { port => 9601 codec => json } udp { port => 9602 codec => json { target => "[a][b]" } } }
        filter {
          mutate { remove_field => ["path", "host", "port"] add_field => { "a" => "%{b}" "c" => ["d", 'e'] 5 => true } }
          if [type] == "x" and ([n] > 5 or ![b][c]) or "x" in [tags] { drop { } } else if [m] =~ /a\/(b|c)$/ { } else { fake { x => -012 y => 1.5 } }
        }
        output { if [a] not in ["a", 'b', 3] { elasticsearch { hosts => ["${HOST:localhost}"] index => "logs-%{+YYYY.MM.dd}" } } memory { } }
        """,
        "filter { if !([a] in [b]) nand [c] != 1.0 xor [d] <= \"x\" { mutate { } mutate { id => \"a\" } } # comment\r\n}",
        "filter { fake { format => \"%{a} %{[b][c]} %{+HH:mm} %{{TIME_NOW}}\" hash => { \"a\" => { \"b\" => [ ] } } list => [1, 2, [3]] \"quoted\" => bare_word } }",
        "# only a comment",
    ];

    private static readonly string[] Tokens =
    [
        "input", "filter", "output", "{", "}", "[", "]", "(", ")", "=>", "==", "!=", "<=", ">=", "=~", "!~", "<", ">", "!", ",", "/", "\"", "'", "\\", "#",
        "\n", "\r\n", "\t", " ", "if", "else", "else if", "elsif", "and", "or", "xor", "nand", "not", "in", "not in", "mutate", "fake", "drop", "codec", "json",
        "[a]", "[a][b]", "[@metadata][x]", "[0]", "\"${A}\"", "\"${A:b}\"", "${A}", "%{a}", "1", "-1", "08", "010", "1.", "1.5", "99999999999999999999", "true",
        "\uFEFF", "\0", "é", "€", "😀", "[\"a\"]", "/x/", "/[/", "id => \"x\"", "add_field => { }", "a => b", "=", "&&", "$", "+",
    ];

    [Fact]
    public void Loading_ends_without_an_exception_and_every_error_has_a_place() =>
        Fuzz.RunText(3_000, new Mutator(Sound, Tokens).Make, text =>
        {
            ConfigurationResult loaded = FakePlugins.Load(text);
            Assert.Equal(loaded.IsValid, !loaded.Errors.Any());
            foreach (Diagnostic diagnostic in loaded.Diagnostics)
            {
                Assert.InRange(diagnostic.Span.Start, 0, diagnostic.Span.Source.Text.Length);
                Assert.InRange(diagnostic.Span.End, diagnostic.Span.Start, diagnostic.Span.Source.Text.Length);
                Assert.InRange(diagnostic.Span.Line, 1, text.Count(c => c == '\n') + 1);
                Assert.True(diagnostic.Span.Column >= 1);
                Assert.NotEmpty(diagnostic.Message);
                Assert.NotEmpty(diagnostic.ToString());
            }
        });

    [Theory]
    [InlineData("filter { ", "if [a] { ", "} ")]
    [InlineData("filter { if ", "(", ")")]
    [InlineData("filter { if ", "!(", ")")]
    [InlineData("filter { fake { a => ", "[", "]")]
    [InlineData("filter { fake { a => ", "{ b => ", "}")]
    [InlineData("input { fake { codec => ", "json { codec => ", "}")]
    [InlineData("filter { if [a] in ", "[", "]")]
    [InlineData("filter { fake { ", "a { ", "} ")]
    public void Nesting_without_end_is_an_error_and_no_overflow(string start, string open, string close)
    {
        foreach (int depth in (int[])[199, 200, 201, 20_000])
        {
            string opened = start + string.Concat(Enumerable.Repeat(open, depth));
            Assert.False(FakePlugins.Load(opened).IsValid);
            Assert.NotEmpty(FakePlugins.Load(opened + string.Concat(Enumerable.Repeat(close, depth)) + " } }").Diagnostics);
        }
    }
}
