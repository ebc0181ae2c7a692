using System.IO.Pipes;
using System.Security.Cryptography.X509Certificates;
using El4k.Collector.Plugins.Inputs.Tcp;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Tests.Network;

/// <summary>What is wrong with files and options of TLS is said at the start, by option.</summary>
public sealed class TlsOptionsTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly IssuedCertificate _issued;

    public TlsOptionsTests() => _issued = _authority.Issue("server");

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void A_certificate_and_its_key_go_together()
    {
        Refuses("ssl_enabled", "ssl_certificate", new TcpOptions());
        Refuses("ssl_certificate", "ssl_key", Given(key: null));
        Refuses("ssl_key", "ssl_certificate", Given(certificate: null));
        Refuses("ssl_key", "does not belong", Given(key: _authority.Issue("other").KeyFile));
    }

    [Fact]
    public void A_wrong_file_is_named()
    {
        var noise = _authority.Folder.Write("noise.pem", "this is no certificate");
        Refuses("ssl_certificate", "no file \"/nowhere/a.pem\"", Given(certificate: "/nowhere/a.pem"));
        Refuses("ssl_certificate", "noise.pem", Given(certificate: noise));
        Refuses("ssl_certificate", "BEGIN CERTIFICATE", Given(certificate: _issued.KeyFile));
        Refuses("ssl_key", "noise.pem", Given(key: noise));
        Refuses("ssl_key", "PRIVATE KEY", Given(key: _issued.CertificateFile));
        Refuses("ssl_key", "kind", Given(key: _authority.Issue("rsa", isRsa: true).KeyFile));
        Refuses("ssl_certificate_authorities", "noise.pem", Given() with { SslCertificateAuthorities = [noise] });
        Refuses("ssl_extra_chain_certs", "noise.pem", Given() with { SslExtraChainCerts = [noise] });
        Refuses("ssl_key", "pkcs8 -topk8", Given(key: _authority.Folder.Write("old.key", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n")));
    }

    [Fact]
    public void A_wrong_passphrase_is_told_from_a_missing_one()
    {
        var closed = _authority.Issue("closed", "open sesame");
        var options = new TcpOptions { SslCertificate = closed.CertificateFile, SslKey = closed.KeyFile };
        Refuses("ssl_key_passphrase", "is encrypted", options);
        Refuses("ssl_key_passphrase", "does not open", options with { SslKeyPassphrase = "wrong" });
        _ = new TlsServer(options with { SslKeyPassphrase = "open sesame" }, PluginContext.For("tcp"));
    }

    [Fact]
    public void Keys_of_the_older_pem_forms_are_read()
    {
        using var rsa = _authority.Issue("rsa", isRsa: true).Certificate.GetRSAPrivateKey()!;
        using var elliptic = _issued.Certificate.GetECDsaPrivateKey()!;
        _ = new TlsServer(Given(_authority.Folder.At("rsa.crt"), _authority.Folder.Write("pkcs1.key", rsa.ExportRSAPrivateKeyPem())), PluginContext.For("tcp"));
        _ = new TlsServer(Given(key: _authority.Folder.Write("sec1.key", elliptic.ExportECPrivateKeyPem())), PluginContext.For("tcp"));
    }

    [Fact]
    public async Task A_key_that_comes_through_a_pipe_is_read_once_and_kept()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var clock = new ShiftedClock();
        var log = new RecordingLog();
        var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = writer.ClientSafePipeHandle;
        writer.Write(File.ReadAllBytes(_issued.KeyFile));
        writer.Dispose();
        var loading = Task.Run(() => new TlsServer(Given(key: $"/proc/self/fd/{reader.DangerousGetHandle()}"), PluginContext.For("tcp", log, clock)));
        var tls = await loading.WaitAsync(TimeSpan.FromSeconds(20));
        clock.Shift(TimeSpan.FromSeconds(6));
        Assert.NotNull(tls.CreateOptions().ServerCertificateContext);
        Assert.Empty(log.Warnings);
    }

    [Fact]
    public void A_certificate_in_der_is_read() =>
        _ = new TlsServer(Given(certificate: WriteBytes("server.der", _issued.Certificate.Export(X509ContentType.Cert))), PluginContext.For("tcp"));

    [Fact]
    public void A_key_store_is_read_and_one_of_java_is_told_apart()
    {
        var store = WriteBytes("server.p12", _issued.Certificate.Export(X509ContentType.Pkcs12, "secret"));
        _ = new TlsServer(new TcpOptions { SslKeystorePath = store, SslKeystorePassword = "secret" }, PluginContext.For("tcp"));
        Refuses("ssl_keystore_path", "password", new TcpOptions { SslKeystorePath = store, SslKeystorePassword = "wrong" });
        Refuses("ssl_keystore_path", "keytool", new TcpOptions { SslKeystorePath = WriteBytes("java.jks", [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2]) });
    }

    [Fact]
    public void Who_may_connect_follows_from_the_options_old_and_new()
    {
        string[] authorities = [_authority.File];
        Assert.Equal(TlsClientAuthentication.None, new TlsServer(Given(), PluginContext.For("tcp")).ClientAuthentication);
        Assert.Equal(TlsClientAuthentication.Required, new TlsServer(Given() with { SslCertificateAuthorities = authorities }, PluginContext.For("tcp")).ClientAuthentication);
        Assert.Equal(TlsClientAuthentication.Required, new TlsServer(Given() with { SslCertificateAuthorities = authorities, SslVerify = true }, PluginContext.For("tcp")).ClientAuthentication);
        Assert.Equal(TlsClientAuthentication.None, new TlsServer(Given() with { SslCertificateAuthorities = authorities, SslVerify = false }, PluginContext.For("tcp")).ClientAuthentication);
        Assert.Equal(TlsClientAuthentication.Optional, new TlsServer(Given() with { SslCertificateAuthorities = authorities, SslClientAuthentication = TlsClientAuthentication.Optional }, PluginContext.For("tcp")).ClientAuthentication);
        Refuses("ssl_certificate_authorities", "authorities", Given() with { SslClientAuthentication = TlsClientAuthentication.Required });
    }

    [Fact]
    public void Authorities_that_are_none_do_not_stand_for_those_of_the_system()
    {
        Directory.CreateDirectory(_authority.Folder.At("none"));
        var store = WriteBytes("none.p12", new X509Certificate2Collection().Export(X509ContentType.Pkcs12, "secret")!);
        Refuses("ssl_certificate_authorities", "no certificate", Given() with { SslCertificateAuthorities = [_authority.Folder.At("none")] });
        Refuses("ssl_truststore_path", "no certificate", Given() with { SslTruststorePath = store, SslTruststorePassword = "secret" });
    }

    [Fact]
    public void An_unknown_cipher_suite_is_named() =>
        Refuses("ssl_cipher_suites", "TLS_NULL_NOTHING", Given() with { SslCipherSuites = ["TLS_NULL_NOTHING"] });

    [Fact]
    public void The_file_of_the_certificate_may_hold_its_chain()
    {
        using var between = new TestAuthority("Between", _authority);
        var issued = between.Issue("deep");
        var whole = between.Folder.Write("whole.pem", File.ReadAllText(issued.CertificateFile) + "\n" + File.ReadAllText(between.File));
        Assert.Equal(["CN=Between"], TlsIdentity.Load(Given(whole, issued.KeyFile))!.IntermediateCertificates.Select(certificate => certificate.Subject));
        Assert.Equal(
            ["CN=Between"],
            TlsIdentity.Load(Given(issued.CertificateFile, issued.KeyFile) with { SslExtraChainCerts = [between.File] })!.IntermediateCertificates.Select(certificate => certificate.Subject));
    }

    [Fact]
    public void Options_without_ssl_enabled_are_said_to_encrypt_nothing()
    {
        var log = new RecordingLog();
        _ = new TcpInput(Given() with { Port = 1 }, PluginContext.For("tcp", log));
        Assert.Contains("not encrypted", Assert.Single(log.Warnings), StringComparison.Ordinal);
        _ = new TcpInput(Given() with { Port = 1, SslEnabled = true }, PluginContext.For("tcp", log));
        Assert.Single(log.Warnings);
    }

    private TcpOptions Given() => Given(_issued.CertificateFile, _issued.KeyFile);

    private TcpOptions Given(string? certificate = "", string? key = "") => new()
    {
        SslCertificate = certificate == "" ? _issued.CertificateFile : certificate,
        SslKey = key == "" ? _issued.KeyFile : key,
    };

    private string WriteBytes(string name, byte[] content)
    {
        File.WriteAllBytes(_authority.Folder.At(name), content);
        return _authority.Folder.At(name);
    }

    private static void Refuses(string option, string part, TcpOptions options)
    {
        var refusal = Assert.Throws<PluginOptionException>(() => new TlsServer(options, PluginContext.For("tcp")));
        Assert.Equal(option, refusal.Option);
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }
}
