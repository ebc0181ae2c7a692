namespace El4k.Collector.Events;

/// <summary>How a batch ended.</summary>
public enum BatchOutcome
{
    /// <summary>Every event was delivered, dead-lettered or dropped by a filter: an input may acknowledge.</summary>
    Delivered,

    /// <summary>The pipeline stopped before all events were dealt with: an input must not acknowledge.</summary>
    Abandoned,
}
