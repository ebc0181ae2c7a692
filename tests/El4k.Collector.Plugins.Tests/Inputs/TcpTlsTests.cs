using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Inputs.Tcp;
using El4k.Collector.Plugins.Network;
using El4k.Collector.Plugins.Tests.Network;

namespace El4k.Collector.Plugins.Tests.Inputs;

public sealed class TcpTlsTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(true, "open sesame")]
    public async Task Events_come_over_an_encrypted_connection(bool isRsa, string? passphrase)
    {
        var server = _authority.Issue("server", passphrase, isRsa);
        await using var input = await StartAsync(new TcpOptions { SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile, SslKeyPassphrase = passphrase });
        await using var stream = await ConnectAsync(input);
        var long1 = new string('x', 200_000);
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{{\"n\":1}}\n{{\"n\":2,\"text\":\"{long1}\"}}\n{{\"n\":"));
        await input.Published.WaitForAsync(2);
        await stream.WriteAsync("3}"u8.ToArray());
        await stream.DisposeAsync();

        var events = await input.Published.WaitForAsync(3);
        Assert.Equal([1L, 2L, 3L], events.Select(item => item.Get(FieldReference.Parse("n"))));
        Assert.Equal("127.0.0.1", events[0].Get(FieldReference.Parse("host")));
        Assert.False(events[0].Contains(FieldReference.Parse("sslsubject")));
    }

    [Fact]
    public async Task A_client_that_shows_a_good_certificate_is_named_in_its_events_and_others_are_refused()
    {
        using var stranger = new TestAuthority("Another authority");
        var server = _authority.Issue("server");
        await using var input = await StartAsync(new TcpOptions
        {
            SslEnabled = true,
            SslCertificate = server.CertificateFile,
            SslKey = server.KeyFile,
            SslCertificateAuthorities = [_authority.File],
        });
        await using (var good = await ConnectAsync(input, _authority.Issue("service-7").Certificate))
        {
            await good.WriteAsync("{\"n\":1}\n"u8.ToArray());
            var told = Assert.Single(await input.Published.WaitForAsync(1));
            Assert.Equal("CN=service-7", told.Get(FieldReference.Parse("sslsubject")));
        }

        foreach (var certificate in (X509Certificate2?[])[null, stranger.Issue("stranger").Certificate])
        {
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await using var refused = await ConnectAsync(input, certificate);
                await refused.WriteAsync("{\"n\":2}\n"u8.ToArray());

                // With TLS 1.3 the client's side is done before the server has looked at the certificate.
                Assert.NotEqual(0, await refused.ReadAsync(new byte[1]));
            });
        }

        Assert.Single(input.Published.Events);
    }

    [Theory]
    [InlineData(EcsCompatibility.Disabled, "sslsubject")]
    [InlineData(EcsCompatibility.V1, "[@metadata][input][tcp][tls][client][subject]")]
    [InlineData(EcsCompatibility.V8, "[@metadata][input][tcp][tls][client][subject]")]
    public async Task The_subject_of_a_clients_certificate_has_the_name_asked_for(EcsCompatibility mode, string field)
    {
        var server = _authority.Issue("server");
        var options = new TcpOptions { SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile, SslCertificateAuthorities = [_authority.File] };
        await using var input = await RunningInput.StartAsync(new TcpInput(options, PluginContext.For("tcp") with { EcsCompatibility = mode }), RunningInput.JsonLines);
        await using var client = await ConnectAsync(input, _authority.Issue("service-7").Certificate);
        await client.WriteAsync("{\"n\":1}\n"u8.ToArray());
        Assert.Equal("CN=service-7", Assert.Single(await input.Published.WaitForAsync(1)).Get(FieldReference.Parse(field)));
    }

    [Fact]
    public async Task With_optional_authentication_a_client_may_show_none()
    {
        var server = _authority.Issue("server");
        await using var input = await StartAsync(new TcpOptions
        {
            SslEnabled = true,
            SslCertificate = server.CertificateFile,
            SslKey = server.KeyFile,
            SslCertificateAuthorities = [_authority.Folder.Path + "/ca.pem"],
            SslClientAuthentication = TlsClientAuthentication.Optional,
        });
        await using var stream = await ConnectAsync(input);
        await stream.WriteAsync("{\"n\":1}\n"u8.ToArray());
        Assert.Single(await input.Published.WaitForAsync(1));
    }

    [Fact]
    public async Task The_version_can_be_fixed()
    {
        var server = _authority.Issue("server");
        await using var input = await StartAsync(new TcpOptions
        {
            SslEnabled = true,
            SslCertificate = server.CertificateFile,
            SslKey = server.KeyFile,
            SslSupportedProtocols = [TlsProtocol.Tls12],
            SslCipherSuites = ["TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"],
        });
        await using var stream = await ConnectAsync(input);
        Assert.Equal(SslProtocols.Tls12, stream.SslProtocol);
        Assert.Equal(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, stream.NegotiatedCipherSuite);
    }

    [Fact]
    public async Task Plain_text_and_probes_on_an_encrypted_port_disturb_nobody()
    {
        var log = new RecordingLog();
        var server = _authority.Issue("server");
        await using var input = await RunningInput.StartAsync(
            new TcpInput(new TcpOptions { SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile }, PluginContext.For("tcp", log)), RunningInput.JsonLines);
        (await input.ConnectAsync()).Dispose();
        Assert.Empty(log.Warnings);
        for (var i = 0; i < 5; i++)
        {
            using var socket = await input.ConnectAsync();
            socket.Send("{\"n\":1}\n"u8);
            while (await TryReceiveAsync(socket) > 0)
            {
                // An alert, then the end.
            }
        }

        Assert.Contains("handshake of TLS", Assert.Single(log.Warnings), StringComparison.Ordinal);
        await using var stream = await ConnectAsync(input);
        await stream.WriteAsync("{\"n\":2}\n"u8.ToArray());
        Assert.Single(await input.Published.WaitForAsync(1));
    }

    [Fact]
    public async Task Many_encrypted_connections_at_once_lose_nothing_however_they_are_written()
    {
        const int Connections = 40;
        const int Lines = 200;
        var server = _authority.Issue("server");
        await using var input = await StartAsync(new TcpOptions { SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile });
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async connection =>
        {
            var random = new Random(connection);
            var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Lines).Select(i => $"{{\"n\":{(connection * Lines) + i},\"text\":\"{new string('x', random.Next(300))}\"}}\n")));
            await using var stream = await ConnectAsync(input);
            for (var at = 0; at < bytes.Length;)
            {
                var length = Math.Min(random.Next(1, 5000), bytes.Length - at);
                await stream.WriteAsync(bytes.AsMemory(at, length));
                at += length;
            }
        }));

        var numbers = (await input.Published.WaitForAsync(Connections * Lines)).Select(item => (long)item.Get(FieldReference.Parse("n"))!).Order();
        Assert.Equal(Enumerable.Range(0, Connections * Lines).Select(i => (long)i), numbers);
    }

    [Fact]
    public async Task While_the_queue_is_full_an_encrypted_sender_is_not_read()
    {
        var server = _authority.Issue("server");
        var options = new TcpOptions { SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile };
        await using var input = await RunningInput.StartAsync(new TcpInput(options, PluginContext.For("tcp")), RunningInput.JsonLines, published => published.Fill());
        await using var stream = await ConnectAsync(input);
        var line = Encoding.UTF8.GetBytes("{\"text\":\"" + new string('x', 60_000) + "\"}\n");
        var sent = 0;
        var writing = stream.WriteAsync(line).AsTask();

        // Socket buffers take some megabytes; then nothing more goes in.
        while (await Task.WhenAny(writing, Task.Delay(500)) == writing)
        {
            sent++;
            Assert.InRange(sent, 0, 1000);
            writing = stream.WriteAsync(line).AsTask();
        }

        Assert.Empty(input.Published.Events);
        input.Published.MakeRoom();
        await writing;
        await input.Published.WaitForAsync(sent + 1);
    }

    [Fact]
    public async Task At_the_stop_what_has_arrived_is_read()
    {
        var server = _authority.Issue("server");
        await using var input = await StartAsync(new TcpOptions { SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile });
        await using var stream = await ConnectAsync(input);
        await stream.WriteAsync(Encoding.UTF8.GetBytes("{\"n\":1}\n{\"half\":"));
        await input.Published.WaitForAsync(1);
        await input.StopAsync();
        Assert.Equal(2, input.Published.Events.Count);
    }

    [Fact]
    public async Task As_a_client_it_checks_the_servers_name()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        var log = new RecordingLog();
        var options = new TcpOptions { Mode = TcpMode.Client, Port = port, SslEnabled = true, SslCertificateAuthorities = [_authority.File] };
        await using var input = await RunningInput.StartAsync(new TcpInput(options, PluginContext.For("tcp", log)), RunningInput.JsonLines);
        using (var wrong = await listener.AcceptTcpClientAsync())
        {
            await using var stream = new SslStream(wrong.GetStream());
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await stream.AuthenticateAsServerAsync(_authority.Issue("wrong", otherName: "other.example").Certificate);
                Assert.NotEqual(0, await stream.ReadAsync(new byte[1]));
            });
        }

        using var right = await listener.AcceptTcpClientAsync();
        await using var good = new SslStream(right.GetStream());
        await good.AuthenticateAsServerAsync(_authority.Issue("right").Certificate);
        await good.WriteAsync("{\"n\":1}\n"u8.ToArray());
        var told = Assert.Single(await input.Published.WaitForAsync(1));
        Assert.Equal("CN=right", told.Get(FieldReference.Parse("sslsubject")));
        Assert.NotEmpty(log.Warnings);
    }

    private async Task<SslStream> ConnectAsync(RunningInput input, X509Certificate2? certificate = null)
    {
        var stream = new SslStream(new NetworkStream(await input.ConnectAsync(), ownsSocket: true));
        await stream.AuthenticateAsClientAsync(_authority.CreateClient(certificate));
        return stream;
    }

    private static async Task<int> TryReceiveAsync(Socket socket)
    {
        try
        {
            return await socket.ReceiveAsync(new byte[100]).WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private static Task<RunningInput> StartAsync(TcpOptions options) =>
        RunningInput.StartAsync(new TcpInput(options, PluginContext.For("tcp")), RunningInput.JsonLines);
}
