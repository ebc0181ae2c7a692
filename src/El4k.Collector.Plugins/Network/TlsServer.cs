using System.Net.Security;

namespace El4k.Collector.Plugins.Network;

/// <summary>The server's side of TLS: one certificate for all connections, until its files change. Safe for all threads.</summary>
internal sealed class TlsServer : ITlsHandshake
{
    private readonly Renewable<SslStreamCertificateContext> _identity;
    private readonly Renewable<PeerTrust> _trust;
    private readonly TlsOptions _options;
    private readonly CipherSuitesPolicy? _ciphers;

    /// <param name="options">The options of TLS.</param>
    /// <param name="plugin">Whose connections they are.</param>
    /// <exception cref="PluginOptionException">A file is missing or wrong, or options contradict each other.</exception>
    public TlsServer(TlsOptions options, PluginContext plugin)
    {
        _options = options;
        _identity = TlsIdentity.Renewing(options, static options => TlsIdentity.Load(options) ?? throw new PluginOptionException("ssl_enabled", "a server needs a certificate: give ssl_certificate and ssl_key"), plugin);
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

        _trust = PeerTrust.Renewing(options, TlsVerificationMode.Certificate, ClientAuthentication == TlsClientAuthentication.Required, plugin);
        _ciphers = TlsVersions.Ciphers(options.SslCipherSuites);
    }

    /// <summary>What is asked of clients.</summary>
    public TlsClientAuthentication ClientAuthentication { get; }

    /// <summary>The server's side of TLS when the options ask for it, else null.</summary>
    /// <exception cref="PluginOptionException">A file is missing or wrong, or options contradict each other.</exception>
    public static TlsServer? From(TlsOptions options, PluginContext plugin) => options.IsEnabled(plugin.Log) ? new TlsServer(options, plugin) : null;

    /// <summary>What one handshake needs, for hosts that do it themselves.</summary>
    public SslServerAuthenticationOptions CreateOptions()
    {
        var trust = _trust.Current;
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _identity.Current,
            ClientCertificateRequired = ClientAuthentication != TlsClientAuthentication.None,
            CertificateChainPolicy = trust.CreatePolicy(),
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => ClientAuthentication == TlsClientAuthentication.None || trust.IsGood(certificate, errors),
            EnabledSslProtocols = TlsVersions.Resolve(_options.SslSupportedProtocols),
            CipherSuitesPolicy = _ciphers,
        };
    }

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
