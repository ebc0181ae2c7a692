using El4k.Explorer.Errors;
using El4k.Explorer.Time;

namespace El4k.Explorer.Tests.Time;

public sealed class IntervalChooserTests
{
    [Theory]
    [InlineData("-1s", "10ms")]
    [InlineData("-15m", "10s")]
    [InlineData("-1h", "1m")]
    [InlineData("-24h", "15m")]
    [InlineData("-7d", "2h")]
    [InlineData("-30d", "12h")]
    [InlineData("-90d", "1d")]
    [InlineData("-1y", "1w")]
    [InlineData("-9y", "1M")]
    [InlineData("0001..2026", "1y")]
    public void The_narrowest_step_with_at_most_120_bars_is_chosen(string range, string expected)
    {
        var interval = IntervalChooser.Parse("auto", Some.Range(range));
        Assert.Equal(expected, interval.Text);
        Assert.True(interval.Auto);
    }

    [Theory]
    [InlineData("1d", "calendar_interval", "1 day")]
    [InlineData("1M", "calendar_interval", "1 month")]
    [InlineData("2d", "fixed_interval", "2 days")]
    [InlineData("90m", "fixed_interval", "90 minutes")]
    public void A_chosen_width_is_kept(string text, string parameter, string label)
    {
        var interval = IntervalChooser.Parse(text, Some.Range("-30d"));
        Assert.Equal((text, parameter, text, label, false), (interval.Text, interval.Parameter.Name, interval.Parameter.Value, interval.Label, interval.Auto));
    }

    [Theory]
    [InlineData("1s", "12h")]
    [InlineData("2M", "1M")]
    [InlineData("ten", "auto")]
    public void A_width_that_cannot_be_drawn_is_an_error_with_a_wider_one(string text, string suggestion)
    {
        var error = Assert.Throws<BadParameterException>(() => IntervalChooser.Parse(text, Some.Range("-30d"))).Error;
        Assert.Equal(("interval", suggestion), (error.Parameter, error.Suggestion));
    }
}
