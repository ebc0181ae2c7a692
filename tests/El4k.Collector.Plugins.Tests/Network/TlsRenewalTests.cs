using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using El4k.Collector.Plugins.Inputs.Http;
using El4k.Collector.Plugins.Inputs.Syslog;
using El4k.Collector.Plugins.Inputs.Tcp;
using El4k.Collector.Plugins.Network;
using El4k.Collector.Plugins.Tests.Inputs;

namespace El4k.Collector.Plugins.Tests.Network;

/// <summary>Certificates that are renewed while the collector runs.</summary>
public sealed class TlsRenewalTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly ShiftedClock _clock = new();
    private readonly RecordingLog _log = new();

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData("tcp")]
    [InlineData("http")]
    [InlineData("syslog")]
    public async Task New_connections_are_shown_the_renewed_certificate_and_open_ones_go_on(string plugin)
    {
        var first = _authority.Issue("server");
        await using var input = await StartAsync(plugin, first);
        var open = await ConnectAsync(input);
        Assert.Equal(first.Certificate.SerialNumber, Shown(open));

        var second = _authority.Issue("server");
        Assert.NotEqual(first.Certificate.SerialNumber, second.Certificate.SerialNumber);
        Assert.Equal(first.CertificateFile, second.CertificateFile);
        _clock.Shift(TimeSpan.FromSeconds(6));
        await using (var next = await ConnectAsync(input))
        {
            Assert.Equal(second.Certificate.SerialNumber, Shown(next));
        }

        // A certificate without its key: the one before is shown, and it is said why.
        _authority.Folder.Write("server.key", "nothing");
        _clock.Shift(TimeSpan.FromSeconds(6));
        await using (var next = await ConnectAsync(input))
        {
            Assert.Equal(second.Certificate.SerialNumber, Shown(next));
        }

        var warning = Assert.Single(_log.Warnings);
        Assert.Contains("ssl_key", warning, StringComparison.Ordinal);
        Assert.Contains(second.KeyFile, warning, StringComparison.Ordinal);

        await open.WriteAsync(plugin == "http" ? "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\n{\"n\":1}"u8.ToArray() : "{\"n\":1}\n"u8.ToArray());
        await input.Published.WaitForAsync(1);
        await open.DisposeAsync();
    }

    [Fact]
    public async Task A_renewed_authority_decides_who_is_let_in()
    {
        using var next = new TestAuthority("Next authority");
        var server = _authority.Issue("server");
        var authorities = _authority.Folder.Write("clients.pem", File.ReadAllText(_authority.File));
        var options = new TcpOptions { SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile, SslCertificateAuthorities = [authorities] };
        await using var input = await RunningInput.StartAsync(new TcpInput(options, PluginContext.For("tcp", _log, _clock)), RunningInput.JsonLines);
        _authority.Folder.Write("clients.pem", File.ReadAllText(next.File));
        _clock.Shift(TimeSpan.FromSeconds(6));
        await using var stream = await ConnectAsync(input, next.Issue("service").Certificate);
        await stream.WriteAsync("{\"n\":1}\n"u8.ToArray());
        await input.Published.WaitForAsync(1);
    }

    [Fact]
    public void A_folder_of_authorities_that_is_emptied_does_not_let_in_whom_the_system_trusts()
    {
        var server = _authority.Issue("server");
        Directory.CreateDirectory(_authority.Folder.At("clients"));
        _authority.Folder.Write("clients/ca.pem", File.ReadAllText(_authority.File));
        var options = new TcpOptions { SslCertificate = server.CertificateFile, SslKey = server.KeyFile, SslCertificateAuthorities = [_authority.Folder.At("clients")] };
        var tls = new TlsServer(options, PluginContext.For("tcp", _log, _clock));
        File.Delete(_authority.Folder.At("clients/ca.pem"));
        _clock.Shift(TimeSpan.FromSeconds(6));
        var policy = tls.CreateOptions().CertificateChainPolicy!;

        Assert.Equal(X509ChainTrustMode.CustomRootTrust, policy.TrustMode);
        Assert.Single(policy.CustomTrustStore);
        Assert.Contains("ssl_certificate_authorities", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_shows_its_renewed_certificate()
    {
        var first = _authority.Issue("client");
        var client = new TlsClient(new TcpOptions { SslCertificate = first.CertificateFile, SslKey = first.KeyFile }, "localhost", PluginContext.For("tcp", _log, _clock));
        var second = _authority.Issue("client");
        Assert.Equal(first.Certificate.SerialNumber, client.CreateOptions().ClientCertificateContext!.TargetCertificate.SerialNumber);
        _clock.Shift(TimeSpan.FromSeconds(6));
        Assert.Equal(second.Certificate.SerialNumber, client.CreateOptions().ClientCertificateContext!.TargetCertificate.SerialNumber);
    }

    private async Task<RunningInput> StartAsync(string plugin, IssuedCertificate server)
    {
        var context = PluginContext.For(plugin, _log, _clock);
        IInput input = plugin switch
        {
            "tcp" => new TcpInput(new TcpOptions { SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile }, context),
            "http" => new HttpInput(new HttpInputOptions { Port = 0, AdditionalCodecs = new([]), SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile }, context),
            _ => new SyslogInput(new SyslogOptions { Port = 0, SslEnabled = true, SslCertificate = server.CertificateFile, SslKey = server.KeyFile }, context),
        };
        return await RunningInput.StartAsync(input, plugin == "tcp" ? RunningInput.JsonLines : RunningInput.Json);
    }

    private async Task<SslStream> ConnectAsync(RunningInput input, X509Certificate2? certificate = null)
    {
        var stream = new SslStream(new NetworkStream(await input.ConnectAsync(), ownsSocket: true));
        await stream.AuthenticateAsClientAsync(_authority.CreateClient(certificate));
        return stream;
    }

    private static string Shown(SslStream stream) => ((X509Certificate2)stream.RemoteCertificate!).SerialNumber;
}
