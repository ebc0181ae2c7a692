namespace El4k.Collector.Plugins.Network;

/// <summary>How much of the other side's certificate is checked.</summary>
internal enum TlsVerificationMode
{
    /// <summary>The chain, the dates, and for a server its name.</summary>
    Full,

    /// <summary>The chain and the dates, not the name.</summary>
    Certificate,

    /// <summary>Nothing: anybody can stand between.</summary>
    None,
}
