using System.Net.Security;

namespace El4k.Collector.Plugins.Network;

/// <summary>The server's side of TLS: one certificate for all connections. Safe for all threads.</summary>
internal sealed class TlsServer : ITlsHandshake
{
    private readonly SslStreamCertificateContext _identity;
    private readonly PeerTrust _trust;
    private readonly TlsOptions _options;
    private readonly CipherSuitesPolicy? _ciphers;

    /// <exception cref="PluginOptionException">A file is missing or wrong, or options contradict each other.</exception>
    public TlsServer(TlsOptions options)
    {
        _options = options;
        _identity = TlsIdentity.Load(options) ?? throw new PluginOptionException("ssl_enabled", "a server needs a certificate: give ssl_certificate and ssl_key");
        var hasAuthorities = options.SslCertificateAuthorities.Count > 0 || options.SslTruststorePath is not null;
        ClientAuthentication = options.SslClientAuthentication
            ?? (options.SslVerify ?? options.SslVerificationMode != TlsVerificationMode.None && hasAuthorities
                ? TlsClientAuthentication.Required
                : TlsClientAuthentication.None);
        if (ClientAuthentication != TlsClientAuthentication.None && !hasAuthorities)
        {
            // The system's authorities vouch for half of the world, which is not who shall be let in here.
            throw new PluginOptionException("ssl_certificate_authorities", "clients are asked for certificates: give the authorities that theirs must go back to");
        }

        _trust = new PeerTrust(options, TlsVerificationMode.Certificate, ClientAuthentication == TlsClientAuthentication.Required);
        _ciphers = TlsVersions.Ciphers(options.SslCipherSuites);
    }

    /// <summary>What is asked of clients.</summary>
    public TlsClientAuthentication ClientAuthentication { get; }

    /// <summary>The server's side of TLS when the options ask for it, else null.</summary>
    /// <exception cref="PluginOptionException">A file is missing or wrong, or options contradict each other.</exception>
    public static TlsServer? From(TlsOptions options, PluginLog log) => options.IsEnabled(log) ? new TlsServer(options) : null;

    /// <summary>What a handshake needs, for hosts that do it themselves.</summary>
    public SslServerAuthenticationOptions CreateOptions() => new()
    {
        ServerCertificateContext = _identity,
        ClientCertificateRequired = ClientAuthentication != TlsClientAuthentication.None,
        CertificateChainPolicy = _trust.CreatePolicy(),
        RemoteCertificateValidationCallback = (_, certificate, _, errors) => ClientAuthentication == TlsClientAuthentication.None || _trust.IsGood(certificate, errors),
        EnabledSslProtocols = TlsVersions.Resolve(_options.SslSupportedProtocols),
        CipherSuitesPolicy = _ciphers,
    };

    /// <inheritdoc/>
    public async Task<SslStream> AuthenticateAsync(Stream plain, CancellationToken cancellation)
    {
        var stream = new SslStream(plain);
        try
        {
            await stream.AuthenticateAsServerAsync(CreateOptions(), cancellation).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
