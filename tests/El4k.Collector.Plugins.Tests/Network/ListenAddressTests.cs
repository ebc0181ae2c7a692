using System.Net;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Tests.Network;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData(null, null, "127.0.0.1:514")]
    [InlineData(null, "0.0.0.0", "0.0.0.0:514")]
    [InlineData(null, "::", "[::]:514")]
    [InlineData("127.0.0.3", "0.0.0.0", "127.0.0.3:514")]
    [InlineData("localhost", "0.0.0.0", "127.0.0.1:514")]
    public void The_option_comes_before_the_address_of_the_process_and_that_before_loopback(string? option, string? process, string endPoint)
    {
        var context = PluginContext.For("in");
        if (process is not null)
        {
            context = context with { HostParts = new Dictionary<Type, object> { [typeof(IPAddress)] = IPAddress.Parse(process) } };
        }

        Assert.Equal(endPoint, ListenAddress.Resolve(option, 514, context).ToString());
    }
}
