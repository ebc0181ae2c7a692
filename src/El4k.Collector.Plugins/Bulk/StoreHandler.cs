using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>Makes what sends the requests of an output to a store: connections with its options of TLS and its proxy.</summary>
internal static class StoreHandler
{
    /// <exception cref="PluginOptionException">An option about TLS or the proxy cannot be meant.</exception>
    public static SocketsHttpHandler Create(BulkOptions options, PluginContext plugin) => new()
    {
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,

        // As in the client itself: a host that does not shake hands is given up for the next one, and a moved store is found again.
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        UseCookies = false,
        AllowAutoRedirect = false,
        Proxy = ProxyAddress.Parse("proxy", options.Proxy),
        SslOptions = Tls(options, plugin),

        // A header may have any letters; refused by the client, they would look like a store that is away, and be waited for without end.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    };

    private static SslClientAuthenticationOptions Tls(BulkOptions options, PluginContext plugin)
    {
        var tls = new TlsClient(options with { SslVerify = options.SslCertificateVerification ?? options.SslVerify }, host: "", plugin).CreateOptions();

        // The handler puts each host's own name there.
        tls.TargetHost = null;
        if (options.CaTrustedFingerprints.Count > 0)
        {
            var judge = tls.RemoteCertificateValidationCallback!;
            var trusted = options.CaTrustedFingerprints.Select(Fingerprint).ToHashSet(StringComparer.Ordinal);
            tls.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) => judge(sender, certificate, chain, IsTrusted(chain, trusted) ? errors & ~SslPolicyErrors.RemoteCertificateChainErrors : errors);
        }

        return tls;
    }

    // A fingerprint stands in for a root that is known, and for nothing else: a chain of names whose signatures are wrong has the authority in it too, and anybody can make one.
    private static bool IsTrusted(X509Chain? chain, HashSet<string> trusted) =>
        chain is not null
        && chain.ChainStatus.All(status => status.Status is X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain)
        && chain.ChainElements.Any(element => trusted.Contains(element.Certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()));

    private static string Fingerprint(string text)
    {
        var hash = text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return hash.Length == 64 && hash.All(char.IsAsciiHexDigit) ? hash
            : throw new PluginOptionException("ca_trusted_fingerprint", $"\"{text}\" is not the SHA-256 of a certificate: 64 hexadecimal digits");
    }
}
