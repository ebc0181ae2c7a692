using System.Text.RegularExpressions;
using El4k.Collector.Expressions.Oniguruma;
using El4k.Testing;

namespace El4k.Collector.Tests.Expressions;

public class OnigurumaExpressionTests
{
    public static IEnumerable<object[]> Matches => CaseFile.Rows("Expressions/oniguruma.cases", columns: 3);

    public static IEnumerable<object[]> Errors => CaseFile.Rows("Expressions/oniguruma-errors.cases", columns: 2);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("(?:", ")")]
    [InlineData("(?<n>", ")")]
    [InlineData("(?i:", ")")]
    [InlineData("[a", "]")]
    [InlineData("(?i)", "")]
    public void Nesting_without_end_is_refused_and_takes_no_stack(string open, string close)
    {
        Assert.False(OnigurumaExpression.TryParse(Nested(100_000), out _, out var error));
        Assert.Contains("lie in each other more than 250 levels deep", error);
        Assert.True(OnigurumaExpression.TryParse(Nested(250), out var expression, out _));
        Assert.Matches(expression.ToRegex(TimeSpan.FromSeconds(5)), "a");

        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "a" + string.Concat(Enumerable.Repeat(close, depth));
    }

    [Theory]
    [MemberData(nameof(Matches))]
    public void An_expression_matches_what_it_matches_in_Oniguruma(string where, string expression, string text, string expected)
    {
        var parsed = OnigurumaExpression.Parse(expression);
        var source = Unescape(text);
        var match = parsed.ToRegex(TimeSpan.FromSeconds(5), dotMatchesLineEnd: true).Match(source);

        var actual = match.Success ? Escape(source[parsed.BeginningOf(match)..(match.Index + match.Length)]) : "-";

        Assert.True(expected == actual, $"{where}: expected {expected}, got {actual}");
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_expression_that_cannot_be_used_is_refused_with_the_reason(string where, string expression, string expected)
    {
        var error = Assert.Throws<FormatException>(() => OnigurumaExpression.Parse(expression).ToRegex(Regex.InfiniteMatchTimeout));

        Assert.True(error.Message.Contains(expected, StringComparison.Ordinal), $"{where}: expected «{expected}» in «{error.Message}»");
    }

    [Fact]
    public void Group_names_may_hold_any_character_and_repeat()
    {
        var expression = OnigurumaExpression.Parse("(?<[a][b]>x)(?<c-d>y)(?<c-d>z)");
        var regex = expression.ToRegex(Regex.InfiniteMatchTimeout);

        var match = regex.Match("xyz");

        Assert.Equal(["[a][b]", "c-d", "c-d"], expression.GroupNames);
        Assert.Equal(["x", "y", "z"], Enumerable.Range(0, 3).Select(i => match.Groups[OnigurumaExpression.GroupNumber(regex, i)].Value));
    }

    [Fact]
    public void A_call_captures_under_the_name_and_number_of_its_group()
    {
        var named = OnigurumaExpression.Parse("(?<a>x|y(?<b>z))-\\g<a>");
        var regex = named.ToRegex(Regex.InfiniteMatchTimeout);
        var match = regex.Match("x-yz");
        Assert.Equal(["a", "b"], named.GroupNames);
        Assert.Equal(["yz", "z"], Enumerable.Range(0, 2).Select(i => match.Groups[OnigurumaExpression.GroupNumber(regex, i)].Value));

        var numbered = OnigurumaExpression.Parse("\\g<2>(a)(b|c)\\K(d)").ToRegex(Regex.InfiniteMatchTimeout).Match("cabd");
        Assert.Equal(["a", "b", "d"], Enumerable.Range(1, 3).Select(i => numbered.Groups[i].Value));
    }

    [Theory]
    [InlineData("(?<a0>x)", 40)]
    [InlineData("(?<a0>x{0,9}y*[a-z]+)", 30)]
    public void Calls_that_grow_without_end_are_refused(string first, int levels)
    {
        var text = first + string.Concat(Enumerable.Range(1, levels).Select(i => $"(?<a{i}>\\g<a{i - 1}>\\g<a{i - 1}>)"));
        Assert.False(OnigurumaExpression.TryParse(text, out _, out var error));
        Assert.Contains("calls of groups make the expression longer than", error);
    }

    [Fact]
    public void The_dot_stops_at_a_line_end_unless_asked_or_told_by_m()
    {
        Assert.DoesNotMatch(OnigurumaExpression.Parse("a.b").ToRegex(Regex.InfiniteMatchTimeout), "a\nb");
        Assert.Matches(OnigurumaExpression.Parse("(?m)a.b").ToRegex(Regex.InfiniteMatchTimeout), "a\nb");
    }

    [Theory]
    [InlineData("(?<a>.*) x (?<b>.*)")]
    [InlineData("(?:(?<a>.*?)) x")]
    public void What_begins_with_anything_and_does_not_match_is_given_up_in_one_pass(string expression)
    {
        var regex = OnigurumaExpression.Parse(expression).ToRegex(TimeSpan.FromSeconds(20), dotMatchesLineEnd: true, isSearch: true);

        // From each of its places this text would take a pass of its own: 10¹⁰ steps, which no machine does in the time allowed.
        Assert.DoesNotMatch(regex, new string('a', 100_000));
    }

    private static string Unescape(string text) => text.Replace("\\n", "\n").Replace("\\r", "\r").Replace("\\t", "\t");

    private static string Escape(string text) =>
        text.Length == 0 ? "<empty>" : text.Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t");
}
