namespace El4k.Collector.Plugins.Inputs.Heartbeat;

/// <summary>The options of the input <c>heartbeat</c>.</summary>
[IgnoredOptions("threads")]
internal sealed record HeartbeatOptions
{
    /// <summary>The seconds between two events.</summary>
    [Option("interval")]
    public double Interval { get; init; } = 60;

    /// <summary>How many events are made; -1 is without end.</summary>
    [Option("count")]
    public long Count { get; init; } = -1;

    /// <summary>The text of each event; <c>epoch</c> and <c>sequence</c> make the field <c>clock</c> instead, but not with the Elastic Common Schema.</summary>
    [Option("message")]
    public string Message { get; init; } = "ok";

    /// <summary>What the field <c>clock</c>, with the Elastic Common Schema <c>[event][sequence]</c>, holds: <c>epoch</c>, <c>sequence</c>, or nothing; without it what <c>message</c> asks for.</summary>
    [Option("sequence")]
    public HeartbeatSequence? Sequence { get; init; }
}
