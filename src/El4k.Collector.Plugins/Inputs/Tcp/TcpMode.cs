namespace El4k.Collector.Plugins.Inputs.Tcp;

/// <summary>Who connects to whom.</summary>
internal enum TcpMode
{
    /// <summary>The input listens.</summary>
    Server,

    /// <summary>The input connects to a server that sends events.</summary>
    Client,
}
