using El4k.Server.Options;

namespace El4k.Server.Tests.Options;

public sealed class OptionValuesTests
{
    [Theory]
    [InlineData("30d", 30 * 24 * 60 * 60)]
    [InlineData("1.5h", 90 * 60)]
    [InlineData("45s", 45)]
    [InlineData("0", 0)]
    public void A_time_has_a_number_and_a_unit(string text, double seconds) => Assert.Equal(seconds, OptionValues.Duration(text).TotalSeconds);

    [Theory]
    [InlineData("30")]
    [InlineData("d")]
    [InlineData("-1d")]
    [InlineData("")]
    public void Another_time_says_what_was_expected(string text) =>
        Assert.Contains("30d", Assert.Throws<FormatException>(() => OptionValues.Duration(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("http")]
    public void A_port_is_from_0_to_65535(string text) => Assert.Throws<FormatException>(() => OptionValues.Port(text));

    [Theory]
    [InlineData("ftp://x")]
    [InlineData("127.0.0.1:9200")]
    public void A_URL_has_its_scheme(string text) => Assert.Throws<FormatException>(() => OptionValues.Url(text));

    [Theory]
    [InlineData("30d")]
    [InlineData("12h")]
    [InlineData("90m")]
    [InlineData("45s")]
    [InlineData("0")]
    public void A_retention_prints_as_it_was_typed(string text) => Assert.Equal(text, OptionValues.Retention(text).ToString());

    [Fact]
    public void The_variable_of_an_option_follows_one_rule() => Assert.Equal("EL4K_TCP_PORT", EnvironmentOption.VariableOf("--tcp-port"));
}
