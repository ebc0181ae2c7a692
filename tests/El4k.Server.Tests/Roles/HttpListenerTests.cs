using System.Net;
using El4k.Server.Roles;

namespace El4k.Server.Tests.Roles;

public sealed class HttpListenerTests
{
    [Fact]
    public async Task An_address_that_is_none_of_this_machine_is_an_error_that_names_the_option()
    {
        // 192.0.2.0/24 is set aside for documentation.
        await using var listener = new Server.Roles.HttpListener(IPAddress.Parse("192.0.2.1"), 0, "--rest-port", _ => { });
        var refusal = await Assert.ThrowsAsync<RoleStartException>(() => listener.StartAsync(CancellationToken.None));

        Assert.Contains("192.0.2.1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--bind", refusal.Message, StringComparison.Ordinal);
    }
}
