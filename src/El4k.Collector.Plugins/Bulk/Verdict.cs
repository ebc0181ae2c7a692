namespace El4k.Collector.Plugins.Bulk;

/// <summary>What an answer means for what was sent.</summary>
internal enum Verdict
{
    /// <summary>Send it again after a while.</summary>
    Retry,

    /// <summary>It is there already: nothing to do.</summary>
    Duplicate,

    /// <summary>There is nothing to delete: nothing to do.</summary>
    Missing,

    /// <summary>The configuration says to do without it.</summary>
    Dropped,

    /// <summary>It will never be taken as it is.</summary>
    Refused,

    /// <summary>It was too much at once.</summary>
    TooLarge,
}
