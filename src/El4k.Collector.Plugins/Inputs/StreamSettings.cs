using El4k.Collector.Events;
using El4k.Collector.Plugins.Network;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>How an input treats its connections.</summary>
internal sealed record StreamSettings
{
    /// <summary>The most connections when nothing else is said: an open one takes a file descriptor and about a kilobyte; the limit is there for clients that leak them.</summary>
    public const int DefaultMaxConnections = 10_000;

    /// <summary>The most memory for unfinished events of all connections when nothing else is said.</summary>
    public const long DefaultMaxUnfinishedBytes = 256L << 20;

    /// <summary>How long the header of a proxy and the handshake of TLS may take: who says nothing in that time has nothing to say.</summary>
    public static readonly TimeSpan OpeningLimit = TimeSpan.FromSeconds(10);

    /// <summary>Sets the fields that say where events came from, on those of a batch from one on.</summary>
    public required Action<ConnectionPeer, EventBatch, int> AddSource { get; init; }

    /// <summary>Encrypts connections; null for plain ones.</summary>
    public ITlsHandshake? Tls { get; init; }

    /// <summary>Whether each connection begins with a header of the PROXY protocol.</summary>
    public bool HasProxyHeader { get; init; }

    /// <summary>The most connections at a time.</summary>
    public int MaxConnections { get; init; } = DefaultMaxConnections;

    /// <summary>How long a connection may be silent; zero is without end.</summary>
    public TimeSpan IdleTimeout { get; init; }

    /// <summary>The most bytes of memory for unfinished events of all connections together.</summary>
    public long MaxUnfinishedBytes { get; init; } = DefaultMaxUnfinishedBytes;
}
