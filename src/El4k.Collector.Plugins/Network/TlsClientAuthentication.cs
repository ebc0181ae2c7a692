namespace El4k.Collector.Plugins.Network;

/// <summary>What a server asks of its clients.</summary>
internal enum TlsClientAuthentication
{
    /// <summary>Clients need no certificate.</summary>
    None,

    /// <summary>A client may have none; one that it shows must be good.</summary>
    Optional,

    /// <summary>A client without a good certificate is refused.</summary>
    Required,
}
