using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Tests.Network;

public sealed class ProxyAddressTests
{
    [Theory]
    [InlineData("http://proxy.example:3128", null, null)]
    [InlineData("http://joe:p%40ss:w@proxy.example:3128", "joe", "p@ss:w")]
    [InlineData("http://joe@proxy.example:3128", "joe", "")]
    public void The_user_of_the_address_is_shown_to_the_proxy(string address, string? user, string? password)
    {
        var proxy = ProxyAddress.Parse("proxy", address)!;
        var shown = proxy.Credentials?.GetCredential(new Uri("http://proxy.example:3128"), "Basic");

        Assert.Equal(new Uri("http://proxy.example:3128"), proxy.GetProxy(new Uri("https://sqs.eu-west-1.amazonaws.com")));
        Assert.Equal((user, password), (shown?.UserName, shown?.Password));
    }

    [Fact]
    public void No_address_is_no_proxy()
    {
        Assert.Null(ProxyAddress.Parse("proxy", null));
        Assert.Null(ProxyAddress.Parse("proxy", " "));
    }

    [Theory]
    [InlineData("joe:secret@proxy")]
    [InlineData("ftp://joe:secret@proxy:21")]
    public void What_is_no_address_is_refused_without_showing_it(string text)
    {
        var wrong = Assert.Throws<PluginOptionException>(() => ProxyAddress.Parse("proxy_uri", text));

        Assert.DoesNotContain("secret", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("http://proxy.example:3128", wrong.Message, StringComparison.Ordinal);
    }
}
