using El4k.Collector.Events;

namespace El4k.Collector.Plugins;

/// <summary>The counters of one plugin at one moment; all count since the pipeline started.</summary>
public sealed record PluginCountersSnapshot
{
    /// <summary>Events that came in.</summary>
    public required long Received { get; init; }

    /// <summary>Events that were handed on.</summary>
    public required long Out { get; init; }

    /// <summary>Texts that could not be decoded; their events flow on, tagged.</summary>
    public required long ParseFailures { get; init; }

    /// <summary>What was lost or refused.</summary>
    public required long Dropped { get; init; }

    /// <summary>Of an input, the time it waited for room in the queue; of a filter or output, the time at work on events.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>When the latest event was seen; null before the first.</summary>
    public required Timestamp? LastEvent { get; init; }

    /// <summary>How far behind its arrival the latest event's <c>@timestamp</c> was; null before the first.</summary>
    public required TimeSpan? Lag { get; init; }

    /// <summary>The plugin's own counters.</summary>
    public required IReadOnlyDictionary<string, long> Named { get; init; }
}
