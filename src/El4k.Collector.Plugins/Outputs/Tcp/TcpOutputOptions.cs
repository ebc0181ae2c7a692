using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Outputs.Tcp;

/// <summary>The options of the output <c>tcp</c>.</summary>
internal sealed record TcpOutputOptions : TlsOptions
{
    /// <summary>The name or address to connect to; for a server the address to listen on.</summary>
    [Option("host", IsRequired = true)]
    public string Host { get; init; } = "";

    /// <summary>The port to connect to; for a server the port to listen on, 0 takes any free one.</summary>
    [Option("port", IsRequired = true)]
    public int Port { get; init; }

    /// <summary>Who connects to whom: <c>client</c> connects, <c>server</c> listens and sends to all who have connected.</summary>
    [Option("mode")]
    public TcpOutputMode Mode { get; init; } = TcpOutputMode.Client;

    /// <summary>The seconds between two tries to connect.</summary>
    [Option("reconnect_interval")]
    public double ReconnectInterval { get; init; } = 10;
}
