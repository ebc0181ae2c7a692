namespace El4k.Collector.Plugins.Inputs.Tcp;

/// <summary>The options of the input <c>tcp</c>.</summary>
[IgnoredOptions("dns_reverse_lookup_enabled")]
[NotYetOptions(
    "ssl_enabled", "ssl_enable", "ssl_certificate", "ssl_cert", "ssl_key", "ssl_key_passphrase", "ssl_extra_chain_certs",
    "ssl_certificate_authorities", "ssl_client_authentication", "ssl_verification_mode", "ssl_verify", "ssl_supported_protocols", "ssl_cipher_suites",
    "ssl_cacert", "proxy_protocol")]
internal sealed record TcpOptions
{
    /// <summary>The port to listen on; 0 takes any free one.</summary>
    [Option("port", IsRequired = true)]
    public int Port { get; init; }

    /// <summary>The address to listen on.</summary>
    /// <example>host => "0.0.0.0"</example>
    [Option("host")]
    public string Host { get; init; } = ListenAddress.DefaultHost;

    /// <summary>Who connects to whom.</summary>
    [Option("mode", NotYet = ["client"])]
    public TcpMode Mode { get; init; } = TcpMode.Server;

    /// <summary>Whether the system probes silent connections, so that one whose other end has vanished is closed.</summary>
    [Option("tcp_keep_alive")]
    public bool KeepAlive { get; init; } = true;
}
