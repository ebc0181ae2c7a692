using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace El4k.Collector.Plugins.Network;

/// <summary>The own certificate with its key and chain, from whichever options give it.</summary>
internal static class TlsIdentity
{
    /// <summary>Loads it now, and again when its files have changed.</summary>
    /// <exception cref="PluginOptionException">A file is missing or wrong, or half of the pair is not given.</exception>
    public static Renewable<T> Renewing<T>(TlsOptions options, Func<TlsOptions, T> load, PluginContext plugin)
        where T : class?
    {
        string?[] paths = [options.SslCertificate, options.SslKey, options.SslKeystorePath, .. options.SslExtraChainCerts];
        return new Renewable<T>("the own certificate", [.. paths.OfType<string>()], () => load(options), plugin);
    }

    /// <summary>Loads it; null when the options name none.</summary>
    /// <exception cref="PluginOptionException">A file is missing or wrong, or half of the pair is not given.</exception>
    public static SslStreamCertificateContext? Load(TlsOptions options)
    {
        var chain = CertificateFiles.ReadAll("ssl_extra_chain_certs", options.SslExtraChainCerts);
        if (options.SslKeystorePath is { } store)
        {
            return FromStore(store, options.SslKeystorePassword, chain);
        }

        if (options.SslCertificate is not { } certificate)
        {
            return options.SslKey is null ? null : throw new PluginOptionException("ssl_key", "a key is given without its certificate: give ssl_certificate too");
        }

        if (options.SslKey is not { } key)
        {
            throw new PluginOptionException("ssl_certificate", "a certificate is given without its key: give ssl_key too");
        }

        var own = CertificateFiles.Read("ssl_certificate", certificate);
        var leaf = own[0];
        own.RemoveAt(0);
        chain.AddRange(own);
        return Context(CertificateFiles.WithKey(leaf, key, options.SslKeyPassphrase), chain);
    }

    private static SslStreamCertificateContext FromStore(string path, string? password, X509Certificate2Collection chain)
    {
        var content = CertificateFiles.ReadStore("ssl_keystore_path", path, password);
        var leaf = content.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new PluginOptionException("ssl_keystore_path", $"\"{path}\" holds no certificate with a private key");
        content.Remove(leaf);
        chain.AddRange(content);
        return Context(leaf, chain);
    }

    // Offline: the chain is what the files say, and a handshake never waits for somebody's server.
    private static SslStreamCertificateContext Context(X509Certificate2 leaf, X509Certificate2Collection chain) =>
        SslStreamCertificateContext.Create(OperatingSystem.IsWindows() ? Persisted(leaf) : leaf, chain, offline: true);

    // Windows does not take keys that exist in memory only.
    private static X509Certificate2 Persisted(X509Certificate2 leaf) =>
        X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);
}
