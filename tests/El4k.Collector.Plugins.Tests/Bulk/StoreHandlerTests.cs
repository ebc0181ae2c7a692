using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;
using El4k.Collector.Plugins.Outputs.Elasticsearch;
using El4k.Collector.Plugins.Tests.Network;
using El4k.Collector.Plugins.Tests.Outputs;

namespace El4k.Collector.Plugins.Tests.Bulk;

/// <summary>How an output reaches its store: which certificates it believes and shows, and by which proxy it goes.</summary>
public sealed class StoreHandlerTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly IssuedCertificate _issued;
    private readonly FakeBulkServer _server;
    private string? _shown;

    public StoreHandlerTests()
    {
        _issued = _authority.Issue("store");
        _server = new FakeBulkServer(tls: new SslServerAuthenticationOptions
        {
            ServerCertificate = _issued.Certificate,
            ClientCertificateRequired = true,

            // What is shown is looked at, and not judged: a client without a certificate is let in too.
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => (_shown = certificate?.Subject) is null || errors != SslPolicyErrors.RemoteCertificateNotAvailable,
        });
    }

    public void Dispose()
    {
        _server.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task A_store_whose_certificate_is_not_known_gets_nothing() => Assert.False(await WriteAsync(Options()));

    [Fact]
    public async Task A_store_is_believed_by_its_authority_its_fingerprint_or_unseen()
    {
        var fingerprint = _issued.Certificate.GetCertHashString(HashAlgorithmName.SHA256);
        Assert.True(await WriteAsync(Options() with { SslCertificateAuthorities = [_authority.File] }));
        Assert.True(await WriteAsync(Options() with { CaTrustedFingerprints = [string.Join(':', fingerprint.Chunk(2).Select(pair => new string(pair)))] }));
        Assert.False(await WriteAsync(Options() with { CaTrustedFingerprints = [new string('0', 64)] }));
        Assert.True(await WriteAsync(Options() with { SslVerificationMode = TlsVerificationMode.None }));
        Assert.True(await WriteAsync(Options() with { SslCertificateVerification = false }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_fingerprint_vouches_for_what_its_authority_signed_and_not_for_what_only_says_so(bool isSigned)
    {
        // Whoever has seen the authority's certificate can send it along with one that names it as issuer.
        using var authority = new TestAuthority("Authority of stores", issuer: _authority);
        using var forger = new TestAuthority("Authority of stores");
        using var known = X509CertificateLoader.LoadCertificateFromFile(authority.File);
        var shown = (isSigned ? authority : forger).Issue("shown").Certificate;
        using var server = new FakeBulkServer(tls: new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(shown, [known], offline: true) });
        var options = Options() with { Hosts = [$"https://127.0.0.1:{server.Port}"], CaTrustedFingerprints = [known.GetCertHashString(HashAlgorithmName.SHA256)] };

        Assert.Equal(isSigned, await WriteAsync(options));
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_unless_names_do_not_count()
    {
        var other = _authority.Issue("other", otherName: "elsewhere.example");
        using var server = new FakeBulkServer(tls: new SslServerAuthenticationOptions { ServerCertificate = other.Certificate });
        var options = Options() with { Hosts = [$"https://127.0.0.1:{server.Port}"], SslCertificateAuthorities = [_authority.File] };

        Assert.False(await WriteAsync(options));
        Assert.True(await WriteAsync(options with { SslVerificationMode = TlsVerificationMode.Certificate }));
    }

    [Fact]
    public async Task The_own_certificate_is_shown()
    {
        var own = _authority.Issue("collector");
        Assert.True(await WriteAsync(Options() with { SslCertificateAuthorities = [_authority.File], SslCertificate = own.CertificateFile, SslKey = own.KeyFile }));
        Assert.Equal("CN=collector", _shown);
    }

    [Fact]
    public async Task Requests_go_by_the_proxy_with_its_user()
    {
        using var proxy = new FakeBulkServer();
        var options = Options() with { Hosts = ["http://store.invalid:9200"], Proxy = $"http://u:p%40@127.0.0.1:{proxy.Port}" };

        // A proxy that wants to know the user says so first.
        proxy.Replies.Enqueue(_ => new FakeReply(407, "{}") { Headers = "Proxy-Authenticate: Basic realm=\"x\"\r\n" });
        Assert.True(await WriteAsync(options));
        Assert.StartsWith("http://store.invalid:9200/_bulk", proxy.Bulks.Last().Target, StringComparison.Ordinal);
        Assert.Equal("Basic dTpwQA==", proxy.Bulks.Last().Headers["proxy-authorization"]);
    }

    private static async Task<bool> WriteAsync(ElasticsearchOptions options)
    {
        await using var output = new ElasticsearchOutput(options, PluginContext.For("es"));
        return await output.WriteMonitoringAsync("i", new[] { Event.Parse("{}") }, CancellationToken.None);
    }

    private ElasticsearchOptions Options() => new() { Hosts = [$"https://127.0.0.1:{_server.Port}"] };
}
