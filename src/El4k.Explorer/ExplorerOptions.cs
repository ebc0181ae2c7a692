using El4k.Explorer.Status;

namespace El4k.Explorer;

/// <summary>What the explorer shows unless an address says otherwise.</summary>
public sealed record ExplorerOptions
{
    /// <summary>The index pattern of Discover and the reports.</summary>
    public string Index { get; init; } = "logstash-*";

    /// <summary>The index pattern in which collectors keep their counters.</summary>
    public string IngestIndex { get; init; } = "el4k-ingest-*";

    /// <summary>The clock that relative time ranges count from.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How a first event can be sent, shown while there is none.</summary>
    public IReadOnlyList<FirstEventCommand> FirstEvent { get; init; } = FirstEventCommand.Defaults("127.0.0.1", 9601, 9602);
}
