using System.Text.RegularExpressions;
using El4k.Collector.Expressions.Oniguruma;

namespace El4k.Collector.Plugins.Tests;

public class TimedRegexTests
{
    [Fact]
    public async Task An_expression_that_is_used_often_is_translated_and_matches_the_same()
    {
        var regex = new TimedRegex(OnigurumaExpression.Parse("(?<a>\\d+)-(?<b>\\w+)"), TimeSpan.FromSeconds(5));
        Assert.False(regex.IsTranslated);

        var deadline = TimeSpan.FromSeconds(30);
        var waited = TimeSpan.Zero;
        while (!regex.IsTranslated && waited < deadline)
        {
            AssertMatches(regex);
            await Task.Delay(5);
            waited += TimeSpan.FromMilliseconds(5);
        }

        Assert.True(regex.IsTranslated);
        AssertMatches(regex);
    }

    [Fact]
    public void A_use_that_takes_too_long_is_given_up()
    {
        var regex = new TimedRegex(OnigurumaExpression.Parse("^(a+)+$"), TimeSpan.FromMilliseconds(20));

        Assert.Throws<RegexMatchTimeoutException>(() => regex.Match(new string('a', 60) + "!"));
    }

    private static void AssertMatches(TimedRegex regex)
    {
        var match = regex.Match("x 12-ab");

        Assert.Equal(["12", "ab"], regex.GroupNumbers.Select(number => match.Groups[number].Value));
        Assert.Equal("x <12-ab>", regex.Replace("x 12-ab", found => $"<{found.Value}>"));
    }
}
