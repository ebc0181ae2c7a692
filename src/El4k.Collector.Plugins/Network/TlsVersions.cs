using System.Net.Security;
using System.Security.Authentication;

namespace El4k.Collector.Plugins.Network;

/// <summary>The options about versions and cipher suites, as .NET takes them.</summary>
internal static class TlsVersions
{
    /// <summary>The versions; the system's own choice when none are given.</summary>
    public static SslProtocols Resolve(IReadOnlyList<TlsProtocol> protocols)
    {
        var all = SslProtocols.None;
        foreach (var protocol in protocols)
        {
            all |= protocol switch
            {
#pragma warning disable SYSLIB0039, CA5397 // TLS 1.1 is spoken only where the configuration asks for it by name.
                TlsProtocol.Tls11 => SslProtocols.Tls11,
#pragma warning restore SYSLIB0039, CA5397
                TlsProtocol.Tls12 => SslProtocols.Tls12,
                _ => SslProtocols.Tls13,
            };
        }

        return all;
    }

    /// <summary>The cipher suites; null when none are given.</summary>
    /// <exception cref="PluginOptionException">A name is not known, or the system does not let programs choose.</exception>
    public static CipherSuitesPolicy? Ciphers(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return null;
        }

        var suites = new List<TlsCipherSuite>();
        foreach (var name in names)
        {
            suites.Add(Enum.TryParse<TlsCipherSuite>(name, out var suite) && Enum.IsDefined(suite)
                ? suite
                : throw new PluginOptionException("ssl_cipher_suites", $"the cipher suite \"{name}\" is not known; give IANA names such as TLS_AES_256_GCM_SHA384"));
        }

        return OperatingSystem.IsWindows() || OperatingSystem.IsAndroid()
            ? throw new PluginOptionException("ssl_cipher_suites", "on this system cipher suites are chosen for the whole machine, not for one program")
            : new CipherSuitesPolicy(suites);
    }
}
