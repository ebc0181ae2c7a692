namespace El4k.Client;

/// <summary>What a client has sent and lost since it was made. The same numbers, per ten seconds, are sent as <c>client_stats</c>.</summary>
public sealed record El4kClientStatistics
{
    /// <summary>Metrics handed to the network.</summary>
    public required long Sent { get; init; }

    /// <summary>Bytes of the datagrams handed to the network, without their headers.</summary>
    public required long SentBytes { get; init; }

    /// <summary>Datagrams handed to the network.</summary>
    public required long Datagrams { get; init; }

    /// <summary>Metrics dropped because more were written than the queue holds, or after the client was disposed.</summary>
    public required long DroppedFull { get; init; }

    /// <summary>Metrics dropped because even cut they did not fit a datagram.</summary>
    public required long DroppedSize { get; init; }

    /// <summary>Records of either kind sent with something cut, marked <c>truncated</c>.</summary>
    public required long Truncated { get; init; }

    /// <summary>Metrics among those sent of which the other side said that nobody listens.</summary>
    public required long Refused { get; init; }

    /// <summary>Records that could not be written because a value given by the caller failed, and request hooks that threw.</summary>
    public required long SerialiseErrors { get; init; }

    /// <summary>Log records the collector's host has acknowledged.</summary>
    public required long LogTcp { get; init; }

    /// <summary>Log records written to standard error because the collector was away.</summary>
    public required long LogStderr { get; init; }

    /// <summary>Log records dropped because the queue was full, those of the lowest level first, or after the client was disposed.</summary>
    public required long LogDropped { get; init; }

    /// <summary>Log records sent again after a connection broke.</summary>
    public required long Resent { get; init; }

    /// <summary>Connections made after the first.</summary>
    public required long Reconnects { get; init; }
}
