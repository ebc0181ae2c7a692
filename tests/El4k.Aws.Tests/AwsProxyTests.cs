namespace El4k.Aws.Tests;

public sealed class AwsProxyTests
{
    [Theory]
    [InlineData("http://proxy.example:3128", null, null)]
    [InlineData("http://joe:p%40ss:w@proxy.example:3128", "joe", "p@ss:w")]
    public void The_user_of_the_address_is_shown_to_the_proxy(string address, string? user, string? password)
    {
        var proxy = AwsProxy.At(new Uri(address));
        var shown = proxy.Credentials?.GetCredential(new Uri("http://proxy.example:3128"), "Basic");

        Assert.Equal(new Uri("http://proxy.example:3128"), proxy.GetProxy(new Uri("https://sqs.eu-west-1.amazonaws.com")));
        Assert.Equal((user, password), (shown?.UserName, shown?.Password));
    }
}
