using System.Net;
using System.Net.Sockets;
using El4k.Server.Roles;
using El4k.Server.Settings;

namespace El4k.Server.Tests.Roles;

public sealed class ApiSocketTests
{
    [Fact]
    public async Task The_port_that_was_asked_for_is_held_until_it_is_closed()
    {
        await using var first = new ApiSocket(SettingValues.Defaults.With(SettingList.ApiPort, "0"));
        await first.StartAsync(CancellationToken.None);
        var port = ((IPEndPoint)first.Held!.LocalEndPoint!).Port;
        await using var second = new ApiSocket(SettingValues.Defaults.With(SettingList.ApiPort, $"{port}"));

        var refusal = await Assert.ThrowsAsync<RoleStartException>(() => second.StartAsync(CancellationToken.None));
        Assert.Equal($"port {port} on 127.0.0.1 is taken by another program: choose another one with --api-port", refusal.Message);

        await first.DisposeAsync();
        await second.StartAsync(CancellationToken.None);
        Assert.Equal(port, ((IPEndPoint)second.Held!.LocalEndPoint!).Port);
    }

    [Fact]
    public async Task An_address_that_is_none_of_this_machine_is_an_error_that_names_it()
    {
        // 192.0.2.0/24 is set aside for documentation.
        await using var socket = new ApiSocket(SettingValues.Defaults.With(SettingList.ApiPort, "0").With(SettingList.ApiHost, "192.0.2.1"));
        var refusal = await Assert.ThrowsAsync<RoleStartException>(() => socket.StartAsync(CancellationToken.None));

        Assert.StartsWith("cannot listen on 192.0.2.1:0 (--bind, --api-port): ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "true")]
    [InlineData("{0}-{1}", "true")]
    [InlineData("{0}", "false")]
    public async Task What_need_not_be_listened_on_is_left_to_inputs(string? ports, string enabled)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        var settings = SettingValues.Defaults.With(SettingList.ApiEnabled, enabled);
        await using var socket = new ApiSocket(ports is null ? settings : settings.With(SettingList.ApiPort, string.Format(null, ports, taken, taken + 1)));
        await socket.StartAsync(CancellationToken.None);

        Assert.Null(socket.Held);
    }
}
