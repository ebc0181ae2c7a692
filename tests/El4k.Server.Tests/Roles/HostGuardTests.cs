using El4k.Server.Roles;
using Microsoft.AspNetCore.Http;

namespace El4k.Server.Tests.Roles;

public sealed class HostGuardTests
{
    [Theory]
    [InlineData("127.0.0.1:9200", true)]
    [InlineData("localhost:5601", true)]
    [InlineData("el4k.localhost", true)]
    [InlineData("[::1]:9200", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("", true)]
    [InlineData("attacker.example", false)]
    [InlineData("localhost.attacker.example:5601", false)]
    [InlineData("127.0.0.1.nip.example", false)]
    public async Task A_name_that_is_not_this_machines_is_refused(string host, bool passes)
    {
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString(host);
        var passed = false;

        await HostGuard.CheckAsync(context, _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });

        Assert.Equal(passes, passed);
        Assert.Equal(passes ? 200 : 403, context.Response.StatusCode);
    }
}
