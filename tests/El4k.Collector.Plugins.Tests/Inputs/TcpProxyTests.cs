using System.Net;
using System.Net.Sockets;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs.Tcp;
using El4k.Collector.Plugins.Network;
using El4k.Collector.Plugins.Tests.Network;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class TcpProxyTests
{
    [Theory]
    [InlineData("PROXY TCP4 192.0.2.7 192.0.2.1 56324 443\r\n", "192.0.2.7", 56324L, "192.0.2.1", 443L)]
    [InlineData("PROXY TCP6 2001:db8::7 2001:db8::1 56324 443\r\n", "2001:db8::7", 56324L, "2001:db8::1", 443L)]
    public async Task A_proxys_line_tells_the_real_client(string header, string host, long port, string proxyHost, long proxyPort)
    {
        await using var input = await StartAsync();
        await input.SendTcpAsync(header + "{\"n\":1}\n{\"n\":2}");

        var events = await input.Published.WaitForAsync(2);
        Assert.All(events, item => Assert.Equal([host, port, proxyHost, proxyPort], Told(item)));
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, """{"n":1,"host":"192.0.2.7","port":56324,"proxy_host":"192.0.2.1","proxy_port":443}""")]
    [InlineData(EcsCompatibility.V1, """{"n":1,"@metadata":{"input":{"tcp":{"source":{"name":"192.0.2.7","ip":"192.0.2.7","port":56324},"proxy":{"ip":"192.0.2.1","port":443}}}}}""")]
    [InlineData(EcsCompatibility.V8, """{"n":1,"@metadata":{"input":{"tcp":{"source":{"name":"192.0.2.7","ip":"192.0.2.7","port":56324},"proxy":{"ip":"192.0.2.1","port":443}}}}}""")]
    public async Task The_proxy_has_the_names_asked_for(EcsCompatibility mode, string expected)
    {
        await using var input = await RunningInput.StartAsync(new TcpInput(new TcpOptions { ProxyProtocol = true }, PluginContext.For("tcp") with { EcsCompatibility = mode }), RunningInput.JsonLines);
        await input.SendTcpAsync("PROXY TCP4 192.0.2.7 192.0.2.1 56324 443\r\n{\"n\":1}\n");
        WholeEvent.AssertIs(expected, Assert.Single(await input.Published.WaitForAsync(1)));
    }

    [Fact]
    public async Task A_binary_header_tells_the_real_client_and_may_carry_more()
    {
        await using var input = await StartAsync();
        using var socket = await input.ConnectAsync();
        socket.Send(Binary(0x21, 0x11, [192, 0, 2, 7, 192, 0, 2, 1, 0xDC, 0x04, 0x01, 0xBB, 0x04, 0x00, 0x01, 0x2A]));
        socket.Send("{\"n\":1}\n"u8);
        var v6 = new byte[36];
        IPAddress.Parse("2001:db8::7").GetAddressBytes().CopyTo(v6, 0);
        IPAddress.Parse("2001:db8::1").GetAddressBytes().CopyTo(v6, 16);
        v6[33] = 7;
        v6[35] = 9;
        await input.Published.WaitForAsync(1);
        using var second = await input.ConnectAsync();
        second.Send([.. Binary(0x21, 0x21, v6), .. "{\"n\":2}\n"u8]);

        var events = await input.Published.WaitForAsync(2);
        Assert.Equal(["192.0.2.7", 56324L, "192.0.2.1", 443L], Told(events[0]));
        Assert.Equal(["2001:db8::7", 7L, "2001:db8::1", 9L], Told(events[1]));
    }

    [Fact]
    public async Task A_header_that_arrives_byte_by_byte_is_understood()
    {
        await using var input = await StartAsync();
        using var socket = await input.ConnectAsync();
        socket.NoDelay = true;
        foreach (var value in "PROXY TCP4 192.0.2.7 192.0.2.1 1 2\r\n{\"n\":1}\n"u8.ToArray())
        {
            socket.Send([value]);
            await Task.Yield();
        }

        Assert.Equal(["192.0.2.7", 1L, "192.0.2.1", 2L], Told((await input.Published.WaitForAsync(1))[0]));
    }

    [Theory]
    [InlineData("PROXY UNKNOWN\r\n")]
    [InlineData("PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n")]
    public async Task A_proxy_that_does_not_know_leaves_the_sockets_address(string header)
    {
        await using var input = await StartAsync();
        await input.SendTcpAsync(header + "{\"n\":1}");
        var told = Assert.Single(await input.Published.WaitForAsync(1));
        Assert.Equal("127.0.0.1", told.Get(FieldReference.Parse("host")));
        Assert.False(told.Contains(FieldReference.Parse("proxy_host")));
    }

    [Fact]
    public async Task The_proxys_own_connection_leaves_the_sockets_address()
    {
        await using var input = await StartAsync();
        using var socket = await input.ConnectAsync();
        socket.Send([.. Binary(0x20, 0x00, []), .. "{\"n\":1}\n"u8]);
        Assert.Equal("127.0.0.1", (await input.Published.WaitForAsync(1))[0].Get(FieldReference.Parse("host")));
    }

    [Theory]
    [InlineData("{\"n\":1}\n{\"n\":2}\n")]
    [InlineData("PROXY TCP4 one two 1 2\r\n")]
    [InlineData("PROXY TCP4 192.0.2.7 192.0.2.1 1 99999\r\n")]
    [InlineData("PROXY TCP4")]
    [InlineData("PROXY TCP4 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task A_connection_without_a_proper_header_is_closed_and_said(string bytes)
    {
        var log = new RecordingLog();
        var context = PluginContext.For("tcp", log);
        await using var input = await RunningInput.StartAsync(new TcpInput(new TcpOptions { ProxyProtocol = true }, context), RunningInput.JsonLines);
        using var socket = await input.ConnectAsync();
        socket.Send(Encoding.ASCII.GetBytes(bytes));
        socket.Shutdown(SocketShutdown.Send);
        await Eventually.IsTrueAsync(() => context.Counters.Read().Named.GetValueOrDefault("proxy_headers_refused") == 1, "the refusal is counted");
        Assert.Contains("PROXY protocol", Assert.Single(log.Warnings), StringComparison.Ordinal);
        Assert.Empty(input.Published.Events);
    }

    [Fact]
    public async Task A_probe_without_a_byte_is_nothing()
    {
        var log = new RecordingLog();
        await using var input = await RunningInput.StartAsync(new TcpInput(new TcpOptions { ProxyProtocol = true }, PluginContext.For("tcp", log)), RunningInput.JsonLines);
        await input.SendTcpAsync("");
        Assert.Empty(log.Warnings);
    }

    [Fact]
    public async Task The_header_comes_before_the_handshake_of_tls()
    {
        using var authority = new TestAuthority();
        var server = authority.Issue("server");
        var options = new TcpOptions { ProxyProtocol = true, SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile };
        await using var input = await RunningInput.StartAsync(new TcpInput(options, PluginContext.For("tcp")), RunningInput.JsonLines);
        var socket = await input.ConnectAsync();
        socket.Send("PROXY TCP4 192.0.2.7 192.0.2.1 1 2\r\n"u8);
        await using var stream = new System.Net.Security.SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(authority.CreateClient());
        await stream.WriteAsync("{\"n\":1}\n"u8.ToArray());
        Assert.Equal(["192.0.2.7", 1L, "192.0.2.1", 2L], Told((await input.Published.WaitForAsync(1))[0]));
    }

    [Fact]
    public void No_bytes_make_the_parsers_fail()
    {
        var random = new Random(1);
        var bytes = new byte[64];
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(bytes);
            var length = random.Next(bytes.Length + 1);
            if (round % 2 == 0)
            {
                Binary(0x21, bytes[0], []).AsSpan(0, 14).CopyTo(bytes);
            }

            _ = ProxyHeader.TryParseBinary(bytes.AsSpan(0, length), out _);
            _ = ProxyHeader.TryParseLine(bytes.AsSpan(0, length), out _);
        }
    }

    private static object?[] Told(Event item) => [.. new[] { "host", "port", "proxy_host", "proxy_port" }.Select(name => item.Get(FieldReference.Parse(name)))];

    private static byte[] Binary(byte command, byte family, byte[] rest) =>
        [0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, command, family, (byte)(rest.Length >> 8), (byte)rest.Length, .. rest];

    private static Task<RunningInput> StartAsync() =>
        RunningInput.StartAsync(new TcpInput(new TcpOptions { ProxyProtocol = true }, PluginContext.For("tcp")), RunningInput.JsonLines);
}
