using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs;

/// <summary>How an input receives datagrams.</summary>
internal sealed record DatagramSettings
{
    /// <summary>The longest datagram that is read whole, in bytes.</summary>
    public int BufferSize { get; init; } = 65536;

    /// <summary>How many bytes the kernel shall hold for each socket while the input is busy.</summary>
    public int ReceiveBufferBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>How many loops receive and decode at the same time, each from a socket of its own where the system can spread datagrams over several.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The field that takes the sender's address.</summary>
    public required FieldReference SourceField { get; init; }
}
