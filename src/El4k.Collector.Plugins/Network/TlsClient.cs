using System.Net.Security;

namespace El4k.Collector.Plugins.Network;

/// <summary>The client's side of TLS with one server. Safe for all threads.</summary>
internal sealed class TlsClient : ITlsHandshake
{
    private readonly string _host;
    private readonly SslStreamCertificateContext? _identity;
    private readonly PeerTrust _trust;
    private readonly TlsOptions _options;
    private readonly CipherSuitesPolicy? _ciphers;

    /// <param name="options">The options of TLS.</param>
    /// <param name="host">The name or address that the server's certificate must have.</param>
    /// <param name="isVerified">Whether the server is checked when no option says anything about it.</param>
    /// <exception cref="PluginOptionException">A file is missing or wrong.</exception>
    public TlsClient(TlsOptions options, string host, bool isVerified = true)
    {
        _options = options;
        _host = host;
        _identity = TlsIdentity.Load(options);
        var mode = options.SslVerificationMode
            ?? (options.SslVerify ?? isVerified ? TlsVerificationMode.Full : TlsVerificationMode.None);
        _trust = new PeerTrust(options, mode, isRequired: true);
        _ciphers = TlsVersions.Ciphers(options.SslCipherSuites);
    }

    /// <summary>The client's side of TLS when the options ask for it, else null.</summary>
    /// <exception cref="PluginOptionException">A file is missing or wrong.</exception>
    public static TlsClient? From(TlsOptions options, string host, PluginLog log) => options.IsEnabled(log) ? new TlsClient(options, host) : null;

    /// <summary>What a handshake needs, for clients that do it themselves.</summary>
    public SslClientAuthenticationOptions CreateOptions() => new()
    {
        TargetHost = _host,
        ClientCertificateContext = _identity,
        CertificateChainPolicy = _trust.CreatePolicy(),
        RemoteCertificateValidationCallback = (_, certificate, _, errors) => _trust.IsGood(certificate, errors),
        EnabledSslProtocols = TlsVersions.Resolve(_options.SslSupportedProtocols),
        CipherSuitesPolicy = _ciphers,
    };

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
