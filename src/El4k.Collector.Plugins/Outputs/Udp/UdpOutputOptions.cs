using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Outputs.Udp;

/// <summary>The options of the output <c>udp</c>.</summary>
internal sealed record UdpOutputOptions
{
    /// <summary>The name or address to send to; a name is looked up again every half minute.</summary>
    [Option("host", IsRequired = true)]
    public string Host { get; init; } = "";

    /// <summary>The port to send to; may be taken from the event.</summary>
    /// <example>port => "%{[target][port]}"</example>
    [Option("port", IsRequired = true)]
    public StringFormat Port { get; init; } = StringFormat.Parse("");

    /// <summary>How often an event that could not be sent is tried again before it is dead-lettered; without it as long as it takes.</summary>
    [Option("retry_count")]
    public int? RetryCount { get; init; }

    /// <summary>The milliseconds between two tries.</summary>
    [Option("retry_backoff_msecs", FormerNames = ["retry_backoff_ms"])]
    public int RetryBackoff { get; init; } = 100;
}
