using System.Net.Security;

namespace El4k.Collector.Plugins.Network;

/// <summary>The client's side of TLS with one server. Safe for all threads.</summary>
internal sealed class TlsClient : ITlsHandshake
{
    private readonly string _host;
    private readonly Renewable<SslStreamCertificateContext?> _identity;
    private readonly Renewable<PeerTrust> _trust;
    private readonly TlsOptions _options;
    private readonly CipherSuitesPolicy? _ciphers;

    /// <param name="options">The options of TLS.</param>
    /// <param name="host">The name or address that the server's certificate must have.</param>
    /// <param name="plugin">Whose connections they are.</param>
    /// <param name="isVerified">Whether the server is checked when no option says anything about it.</param>
    /// <exception cref="PluginOptionException">A file is missing or wrong.</exception>
    public TlsClient(TlsOptions options, string host, PluginContext plugin, bool isVerified = true)
    {
        _options = options;
        _host = host;
        _identity = TlsIdentity.Renewing(options, TlsIdentity.Load, plugin);
        var mode = options.SslVerificationMode
            ?? (options.SslVerify ?? isVerified ? TlsVerificationMode.Full : TlsVerificationMode.None);
        _trust = PeerTrust.Renewing(options, mode, isRequired: true, plugin);
        _ciphers = TlsVersions.Ciphers(options.SslCipherSuites);
    }

    /// <summary>The client's side of TLS when the options ask for it, else null.</summary>
    /// <exception cref="PluginOptionException">A file is missing or wrong.</exception>
    public static TlsClient? From(TlsOptions options, string host, PluginContext plugin) => options.IsEnabled(plugin.Log) ? new TlsClient(options, host, plugin) : null;

    /// <summary>What one handshake needs, for clients that do it themselves; one that keeps it does not see that files change.</summary>
    public SslClientAuthenticationOptions CreateOptions()
    {
        var trust = _trust.Current;
        return new SslClientAuthenticationOptions
        {
            TargetHost = _host,
            ClientCertificateContext = _identity.Current,
            CertificateChainPolicy = trust.CreatePolicy(),
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => trust.IsGood(certificate, errors),
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
            await stream.AuthenticateAsClientAsync(CreateOptions(), cancellation).ConfigureAwait(false);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
