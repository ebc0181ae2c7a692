using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs.Tcp;

/// <summary>The options of the input <c>tcp</c>.</summary>
[IgnoredOptions("dns_reverse_lookup_enabled")]
internal sealed record TcpOptions : TlsOptions
{
    /// <summary>The port to listen on, 0 takes any free one; for a client the port to connect to.</summary>
    [Option("port", IsRequired = true)]
    public int Port { get; init; }

    /// <summary>The address to listen on, that of <c>--bind</c> when not given; for a client the name or address to connect to, this machine when not given.</summary>
    /// <example>host => "0.0.0.0"</example>
    [Option("host")]
    public string? Host { get; init; }

    /// <summary>Who connects to whom: <c>server</c> listens, <c>client</c> connects, and connects again a second after a connection has ended.</summary>
    [Option("mode")]
    public TcpMode Mode { get; init; } = TcpMode.Server;

    /// <summary>Whether each connection begins with a header of the PROXY protocol, version 1 or 2, as load balancers send it.</summary>
    [Option("proxy_protocol")]
    public bool ProxyProtocol { get; init; }

    /// <summary>Whether the system probes silent connections, so that one whose other end has vanished is closed.</summary>
    [Option("tcp_keep_alive")]
    public bool KeepAlive { get; init; } = true;

    /// <summary>The most connections at a time; more are closed at once. An option of EL4K.</summary>
    [Option("max_connections")]
    public int MaxConnections { get; init; } = StreamSettings.DefaultMaxConnections;

    /// <summary>The seconds after which a connection that sends nothing is closed; 0 is never. An option of EL4K.</summary>
    [Option("idle_timeout")]
    public double IdleTimeout { get; init; }

    /// <summary>The most memory for events that have begun and not ended, over all connections; beyond it the connection with the most is closed. An option of EL4K.</summary>
    [Option("max_unfinished_bytes")]
    public ByteSize MaxUnfinishedBytes { get; init; } = new(StreamSettings.DefaultMaxUnfinishedBytes);
}
