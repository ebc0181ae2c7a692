using System.Text;
using System.Text.RegularExpressions;
using El4k.Collector.Events;
using El4k.Collector.Expressions;
using El4k.Collector.Expressions.Oniguruma;
using El4k.Testing.Fuzzing;

namespace El4k.Collector.Tests.Expressions;

/// <summary>Whatever stands in a pattern, a format or a field reference: it is read, or refused with a reason.</summary>
public sealed class ExpressionFuzzTests
{
    private static readonly string[] Patterns =
    [
        @"^(?<a>\d+)\s[[:alpha:]_-]{2,5}+(?:x|y)*?$", @"[\w&&[^0-9]]+(?i:abc)(?#c)", @"\A\h++(?=b)(?!c)(?<=d)(?<!e)\z", @"(?<n>a)\k<n>\p{Alpha}\P{L}\u00e9\x{41}\07", "(?>a|b)?+[^\\]\\[]",
        @"(?<a>x)(?<b>\g<a>y{2})\k<b>\K\g<b>(?(<a>)c|d)", @"(a)?(b|\g<1>)\g<-1>+(?(1)\2|c)(?x) \g<1> | e",
    ];

    private static readonly string[] PatternTokens =
    [
        "(", ")", "[", "]", "[^", "{", "}", "{2}", "{2,}", "{,3}", "{1,2}", "*", "+", "?", "*+", "++", "?+", "*?", "|", "^", "$", ".", "\\", "\\d", "\\D", "\\h", "\\H", "\\w", "\\b", "\\B",
        "\\A", "\\z", "\\Z", "\\G", "\\K", "\\R", "\\X", "\\g<a>", "\\g<1>", "\\g<-1>", "\\g<+1>", "\\g'b'", "\\g<", "\\k<a>", "\\1", "\\0", "\\x", "\\x41", "\\u0041", "\\p{L}", "\\p{^Alpha}", "\\p{", "\\cA", "\\Q", "[:alpha:]", "[[:alpha:]]", "[[:^digit:]]",
        "&&", "a-z", "z-a", "-", "(?:", "(?<a>", "(?<[x][y]>", "(?'a'", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?#", "(?i)", "(?m)", "(?x)", "(?i-m:", "(?~", "(?(1)", "(?(<a>)", "(?('a')", "(?(", "(?<b>", "(?", "a", "é", "😀", "\n", " ", "#",
    ];

    private static readonly string[] Formats = ["%{a} and %{[b][c]}", "%{+YYYY.MM.dd} %{+%s}", "%{{yyyy-MM-dd'T'HH:mm}} %{{TIME_NOW}}", "logstash-%{service}-%{+xxxx.ww}"];

    private static readonly string[] FormatTokens = ["%", "%{", "}", "{", "%{+", "%{{", "}}", "[", "]", "[a]", "a", "+", "'", "''", "yyyy", "YYYY", "q", "SSS", "ZZZ", "TIME_NOW", "%s", " ", "é", "\\", "%{}", "%{[a]}", "%{+}", "%{{}}"];

    [Fact]
    public void A_pattern_is_translated_or_refused_with_a_reason() =>
        Fuzz.RunText(6_000, new Mutator(Patterns, PatternTokens).Make, text =>
        {
            if (!OnigurumaExpression.TryParse(text, out OnigurumaExpression? expression, out string? error))
            {
                Assert.NotEmpty(error);
                return;
            }

            Regex regex = expression.ToRegex(TimeSpan.FromSeconds(1));
            Assert.All(Enumerable.Range(0, expression.GroupNames.Count), index => Assert.True(OnigurumaExpression.GroupNumber(regex, index) > 0));
            try
            {
                regex.Match("abc 123 é\nxyz_-0 a-z");
            }
            catch (Exception known) when (known is RegexMatchTimeoutException or IndexOutOfRangeException)
            {
                // Patterns made at random may take forever; that is what the limit is for. And .NET's interpreter runs over its stack on lazy repetitions
                // of what may be empty, as in (?>(?:(?:(?:a?)+?)+?)+|b)a; a filter that meets it tags its events.
            }
        });

    [Fact]
    public void A_pattern_of_what_both_syntaxes_share_matches_as_in_NET() =>
        Fuzz.Run(6_000, random => Encoding.UTF8.GetBytes(Shared(random, 2)), input =>
        {
            string pattern = Encoding.UTF8.GetString(input);
            var ours = OnigurumaExpression.Parse(pattern).ToRegex(TimeSpan.FromSeconds(5));
            var theirs = new Regex(pattern, RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
            foreach (string text in (string[])["", "a", "ab", "aab\nba", "bca acb", "c-a\n\nb"])
            {
                Assert.Equal(theirs.Matches(text).Select(match => (match.Index, match.Length)), ours.Matches(text).Select(match => (match.Index, match.Length)));
            }
        });

    [Theory]
    [InlineData("(", ")")]
    [InlineData("(?:", ")*")]
    [InlineData("(?:", "){2}")]
    [InlineData("[", "]")]
    [InlineData("[a&&", "]")]
    [InlineData("(?=", ")")]
    public void Nesting_without_end_is_refused_and_no_overflow(string open, string close)
    {
        foreach (int depth in (int[])[100, 5_000, 100_000])
        {
            string pattern = string.Concat(Enumerable.Repeat(open, depth)) + "a" + string.Concat(Enumerable.Repeat(close, depth));
            bool isParsed = OnigurumaExpression.TryParse(pattern, out _, out string? error);
            Assert.NotEqual(isParsed, error is not null);
            Assert.False(isParsed && depth == 100_000);
            Assert.False(OnigurumaExpression.TryParse(string.Concat(Enumerable.Repeat(open, depth)), out _, out _));
        }
    }

    [Fact]
    public void A_format_is_read_or_refused_and_what_is_read_can_always_be_written()
    {
        var source = Event.Parse("""{"a":"x","b":{"c":[1,"y",null]},"service":5}""");
        Fuzz.RunText(10_000, new Mutator(Formats, FormatTokens).Make, text =>
        {
            if (!StringFormat.TryParse(text, out StringFormat? format, out string? error))
            {
                Assert.NotEmpty(error);
                return;
            }

            string written = format.Format(source);
            Assert.Equal(text, format.Text);
            Assert.True(!format.IsLiteral || written == text);
        });
    }

    [Fact]
    public void A_field_reference_is_read_or_refused_and_what_is_read_addresses_a_field() =>
        Fuzz.RunText(
            10_000,
            new Mutator(["[a][b]", "name", "[@metadata][x][0]", "[[a][b]][c]", "[-1]"], ["[", "]", "[[", "]]", "a", "0", "-1", "99999999999", "@metadata", "@timestamp", "tags", ".", " ", "%", "é", "\0"]).Make,
            text =>
            {
                if (!FieldReference.TryParse(text, out FieldReference? field, out string? error))
                {
                    Assert.NotEmpty(error);
                    return;
                }

                Assert.DoesNotContain(field.Names.ToArray(), string.IsNullOrEmpty);
                var target = Event.Create();
                try
                {
                    target.Set(field, "x");
                }
                catch (InvalidFieldException)
                {
                    // @timestamp and tags take no such value.
                    return;
                }

                Assert.Equal("x", target.Get(field));
                Assert.True(target.Contains(field));
                target.Remove(field);
                Assert.False(target.Contains(field));
            });

    /// <summary>A pattern of letters, classes, groups, alternatives and counts, which mean the same in Ruby and in .NET. Groups are not repeated without end, which might take for ever.</summary>
    private static string Shared(Random random, int depth)
    {
        var text = new StringBuilder();
        for (int part = random.Next(1, 4); part > 0; part--)
        {
            bool isGroup = depth > 0 && random.Next(3) == 0;
            text.Append(isGroup ? Group(random, depth - 1) : ((string[])["a", "b", "c", "[ab]", "[^a-c]", ".", "\\w", "^", "$"])[random.Next(9)]);
            text.Append(random.Next(8) switch
            {
                0 when !isGroup && text[^1] is not ('^' or '$') => "*",
                1 when !isGroup && text[^1] is not ('^' or '$') => "+?",
                2 when text[^1] is not ('^' or '$') => "?",
                3 when text[^1] is not ('^' or '$') => "{1,2}",
                _ => string.Empty,
            });
        }

        return text.ToString();
    }

    private static string Group(Random random, int depth) => random.Next(3) switch
    {
        0 => $"(?:{Shared(random, depth)})",
        1 => $"(?:{Shared(random, depth)}|{Shared(random, depth)})",
        _ => $"(?={Shared(random, depth)})",
    };
}
