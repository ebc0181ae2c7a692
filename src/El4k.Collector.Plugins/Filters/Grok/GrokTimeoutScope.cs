namespace El4k.Collector.Plugins.Filters.Grok;

/// <summary>What the time limit of <c>grok</c> holds for.</summary>
internal enum GrokTimeoutScope
{
    /// <summary>Each try of one pattern.</summary>
    Pattern,

    /// <summary>All tries on one event together; checked between patterns, so a single one may still take the whole limit.</summary>
    Event,
}
