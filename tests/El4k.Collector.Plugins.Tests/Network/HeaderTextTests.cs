using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Tests.Network;

public sealed class HeaderTextTests
{
    [Theory]
    [InlineData("X-Service", "a: b, \"c\"\tJürgen 中")]
    [InlineData("x_api.key~1", "")]
    public void What_can_be_sent_is_left_as_it_is(string name, string value)
    {
        HeaderText.Check("headers", name, value);
        var clean = value;
        Assert.False(HeaderText.Clean(ref clean));
        Assert.Equal(value, clean);
    }

    [Theory]
    [InlineData("X Service ", "such as \"X-Service\"")]
    [InlineData("X(1):", "such as \"X-1-\"")]
    [InlineData(" : ", "such as \"X-Service\"")]
    public void A_name_that_is_none_is_answered_with_one_that_is_near(string name, string suggestion) =>
        Assert.Contains(suggestion, Assert.Throws<PluginOptionException>(() => HeaderText.Check("headers", name, "x")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_control_character_but_a_tab_is_refused_with_its_place_and_cleaned_to_a_blank()
    {
        foreach (var control in Enumerable.Range(0, 32).Append(127).Where(code => code != '\t').Select(code => (char)code))
        {
            var value = $"ab{control}c";
            var refusal = Assert.Throws<PluginOptionException>(() => HeaderText.Check("headers", "X-A", value));
            Assert.Contains($"(U+{(int)control:X4}, as character 3 of 4)", refusal.Message, StringComparison.Ordinal);
            Assert.True(HeaderText.Clean(ref value));
            Assert.Equal("ab c", value);
        }
    }
}
