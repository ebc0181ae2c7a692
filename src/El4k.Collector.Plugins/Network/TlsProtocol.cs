namespace El4k.Collector.Plugins.Network;

/// <summary>A version of TLS, as the configuration writes it.</summary>
internal enum TlsProtocol
{
    /// <summary>TLS 1.1, which many systems no longer speak.</summary>
    [OptionValue("TLSv1.1")]
    Tls11,

    /// <summary>TLS 1.2.</summary>
    [OptionValue("TLSv1.2")]
    Tls12,

    /// <summary>TLS 1.3.</summary>
    [OptionValue("TLSv1.3")]
    Tls13,
}
