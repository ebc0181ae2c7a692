using System.Net;
using System.Net.Sockets;
using System.Text;
using El4k.Server.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

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

    [Fact]
    public async Task Who_connects_to_a_socket_that_listens_already_is_answered_from_the_start_on()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n"));

        await using var listener = new Server.Roles.HttpListener(IPAddress.Loopback, port, "--api-port", app => app.Run(context => context.Response.WriteAsync("started")), listening: socket);
        await listener.StartAsync(CancellationToken.None);

        Assert.Equal(port, listener.Url.Port);
        using var answer = new StreamReader(client.GetStream());
        Assert.EndsWith("started", await answer.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20)), StringComparison.Ordinal);
        await listener.StopAsync(CancellationToken.None);
        Assert.True(socket.SafeHandle.IsClosed);
    }

    [Fact]
    public async Task A_request_that_does_not_end_holds_up_the_stop_for_no_more_than_about_a_second()
    {
        using var reached = new SemaphoreSlim(0);
        await using var listener = new Server.Roles.HttpListener(IPAddress.Loopback, 0, "--explorer-port", app => app.Run(async context =>
        {
            reached.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }));
        await listener.StartAsync(CancellationToken.None);
        using var http = new HttpClient();
        var request = http.GetAsync(listener.Url);
        Assert.True(await reached.WaitAsync(TimeSpan.FromSeconds(20)));

        await listener.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(4));
        await Assert.ThrowsAsync<HttpRequestException>(() => request);
    }
}
