namespace El4k.Collector.Plugins.Network;

/// <summary>The options of TLS that plugins with connections share: the union of the names that Logstash 7 to 9 have for them.</summary>
/// <remarks>Described for users in <c>docs/plugins/tls.md</c>.</remarks>
internal abstract record TlsOptions
{
    /// <summary>Whether connections are encrypted; without it no other option of TLS has an effect.</summary>
    [Option("ssl_enabled", FormerNames = ["ssl_enable", "ssl"])]
    public bool SslEnabled { get; init; }

    /// <summary>The file of the own certificate, in PEM or DER; certificates after the first one are sent as its chain.</summary>
    [Option("ssl_certificate", FormerNames = ["ssl_cert", "client_cert", "tls_certificate"])]
    public string? SslCertificate { get; init; }

    /// <summary>The file of the certificate's private key, in PEM: PKCS#8, PKCS#1 or SEC 1.</summary>
    [Option("ssl_key", FormerNames = ["client_key", "tls_key"])]
    public string? SslKey { get; init; }

    /// <summary>What opens the key's file, when it is encrypted (PKCS#8).</summary>
    [Option("ssl_key_passphrase", IsSecret = true)]
    public string? SslKeyPassphrase { get; init; }

    /// <summary>Files of further certificates that are sent as the chain of the own one.</summary>
    [Option("ssl_extra_chain_certs")]
    public IReadOnlyList<string> SslExtraChainCerts { get; init; } = [];

    /// <summary>The own certificate, key and chain in one PKCS#12 file, in place of <c>ssl_certificate</c> and <c>ssl_key</c>.</summary>
    [Option("ssl_keystore_path", FormerNames = ["keystore"])]
    public string? SslKeystorePath { get; init; }

    /// <summary>What opens the key store.</summary>
    [Option("ssl_keystore_password", FormerNames = ["keystore_password"], IsSecret = true)]
    public string? SslKeystorePassword { get; init; }

    /// <summary>The format of the key store: only <c>pkcs12</c>.</summary>
    [Option("ssl_keystore_type", FormerNames = ["keystore_type"], NotYet = ["jks", "JKS"])]
    public string? SslKeystoreType { get; init; }

    /// <summary>Files, or folders of files, of the certificates that the other side's certificate must go back to; without them the system's are trusted.</summary>
    [Option("ssl_certificate_authorities", FormerNames = ["ssl_cacert", "cacert"])]
    public IReadOnlyList<string> SslCertificateAuthorities { get; init; } = [];

    /// <summary>The trusted certificates as a PKCS#12 file, in place of <c>ssl_certificate_authorities</c>.</summary>
    [Option("ssl_truststore_path", FormerNames = ["truststore"])]
    public string? SslTruststorePath { get; init; }

    /// <summary>What opens the trust store.</summary>
    [Option("ssl_truststore_password", FormerNames = ["truststore_password"], IsSecret = true)]
    public string? SslTruststorePassword { get; init; }

    /// <summary>The format of the trust store: only <c>pkcs12</c>.</summary>
    [Option("ssl_truststore_type", FormerNames = ["truststore_type"], NotYet = ["jks", "JKS"])]
    public string? SslTruststoreType { get; init; }

    /// <summary>For a server: whether clients show a certificate. Without it <c>required</c> when authorities are given, else <c>none</c>.</summary>
    [Option("ssl_client_authentication")]
    public TlsClientAuthentication? SslClientAuthentication { get; init; }

    /// <summary>For a client: how much of the server's certificate is checked. Without it <c>full</c>.</summary>
    [Option("ssl_verification_mode")]
    public TlsVerificationMode? SslVerificationMode { get; init; }

    /// <summary>The older way to say whether the other side's certificate is checked.</summary>
    [Option("ssl_verify")]
    public bool? SslVerify { get; init; }

    /// <summary>The versions of TLS that are spoken; without it those the system allows.</summary>
    [Option("ssl_supported_protocols")]
    public IReadOnlyList<TlsProtocol> SslSupportedProtocols { get; init; } = [];

    /// <summary>The cipher suites, by their IANA names; without it those the system allows.</summary>
    /// <example>ssl_cipher_suites => ["TLS_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"]</example>
    [Option("ssl_cipher_suites", FormerNames = ["cipher_suites"])]
    public IReadOnlyList<string> SslCipherSuites { get; init; } = [];

    /// <summary>Whether connections are encrypted; options that were given in vain are said, as whoever gave them takes the connection for encrypted.</summary>
    public bool IsEnabled(PluginLog log)
    {
        if (!SslEnabled && (SslCertificate is not null || SslKeystorePath is not null || SslCertificateAuthorities.Count > 0 || SslTruststorePath is not null))
        {
            log.Warning("Options of TLS are given without ssl_enabled => true: the connections are not encrypted.");
        }

        return SslEnabled;
    }
}
