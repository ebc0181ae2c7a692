namespace El4k.Collector.Plugins.Outputs.Tcp;

/// <summary>Who connects to whom.</summary>
internal enum TcpOutputMode
{
    /// <summary>The output connects.</summary>
    Client,

    /// <summary>The output listens, and sends each event to all who have connected.</summary>
    Server,
}
