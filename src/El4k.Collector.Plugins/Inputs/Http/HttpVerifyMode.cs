namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>What older configurations ask of clients.</summary>
internal enum HttpVerifyMode
{
    /// <summary>No certificate.</summary>
    None,

    /// <summary>A good one, or none.</summary>
    Peer,

    /// <summary>A good one.</summary>
    ForcePeer,
}
