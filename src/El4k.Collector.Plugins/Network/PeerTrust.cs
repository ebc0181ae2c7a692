using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace El4k.Collector.Plugins.Network;

/// <summary>Decides whether the other side's certificate is good enough. Safe for all threads.</summary>
internal sealed class PeerTrust
{
    private readonly X509Certificate2Collection _authorities;
    private readonly TlsVerificationMode _mode;
    private readonly bool _isRequired;

    /// <param name="options">Name the trusted certificates.</param>
    /// <param name="mode">How much is checked.</param>
    /// <param name="isRequired">Whether there must be a certificate.</param>
    /// <exception cref="PluginOptionException">A file of trusted certificates is missing or wrong, or what is given holds none.</exception>
    public PeerTrust(TlsOptions options, TlsVerificationMode mode, bool isRequired)
    {
        _authorities = Given("ssl_certificate_authorities", options.SslCertificateAuthorities, CertificateFiles.ReadAll("ssl_certificate_authorities", options.SslCertificateAuthorities));
        if (options.SslTruststorePath is { } store)
        {
            _authorities.AddRange(Given("ssl_truststore_path", [store], CertificateFiles.ReadStore("ssl_truststore_path", store, options.SslTruststorePassword)));
        }

        _mode = mode;
        _isRequired = isRequired;
    }

    /// <summary>Reads the trusted certificates now, and again when their files have changed.</summary>
    /// <exception cref="PluginOptionException">A file of trusted certificates is missing or wrong.</exception>
    public static Renewable<PeerTrust> Renewing(TlsOptions options, TlsVerificationMode mode, bool isRequired, PluginContext plugin)
    {
        string?[] paths = [options.SslTruststorePath, .. options.SslCertificateAuthorities];
        return new Renewable<PeerTrust>("the trusted certificates", [.. paths.OfType<string>()], () => new PeerTrust(options, mode, isRequired), plugin);
    }

    /// <summary>The policy of one handshake: the given authorities, or the system's where none are given.</summary>
    public X509ChainPolicy CreatePolicy()
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (_authorities.Count > 0)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(_authorities);
        }

        return policy;
    }

    /// <summary>Judges a certificate by what the system found wrong with it.</summary>
    public bool IsGood(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return !_isRequired;
        }

        return _mode switch
        {
            TlsVerificationMode.None => true,
            TlsVerificationMode.Certificate => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
            _ => errors == SslPolicyErrors.None,
        };
    }

    // Without any the system's authorities would decide, such as when the folder of those that are given is empty for a moment.
    private static X509Certificate2Collection Given(string option, IReadOnlyList<string> paths, X509Certificate2Collection found) => found.Count > 0 || paths.Count == 0
        ? found
        : throw new PluginOptionException(option, $"there is no certificate in {string.Join(", ", paths.Select(path => $"\"{path}\""))}: give the authorities that certificates must go back to");
}
