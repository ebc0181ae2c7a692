using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.Udp;

/// <summary>The options of the input <c>udp</c>.</summary>
[IgnoredOptions("queue_size")]
internal sealed record UdpOptions
{
    /// <summary>The port to listen on; 0 takes any free one.</summary>
    [Option("port", IsRequired = true)]
    public int Port { get; init; }

    /// <summary>The address to listen on; that of <c>--bind</c> when not given.</summary>
    /// <example>host => "0.0.0.0"</example>
    [Option("host")]
    public string? Host { get; init; }

    /// <summary>The longest datagram that is read whole, in bytes.</summary>
    [Option("buffer_size")]
    public int BufferSize { get; init; } = 65536;

    /// <summary>How many bytes the kernel shall hold for each worker while it is busy; a large buffer is what prevents loss.</summary>
    [Option("receive_buffer_bytes")]
    public int ReceiveBufferBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>How many loops receive and decode at the same time, on Linux each from a socket of its own; with more than one only the datagrams of one sender keep their order.</summary>
    [Option("workers")]
    public int Workers { get; init; } = 1;

    /// <summary>The field that takes the sender's address; <c>host</c> when not given, <c>[host][ip]</c> with the Elastic Common Schema.</summary>
    [Option("source_ip_fieldname")]
    public FieldReference? SourceField { get; init; }
}
