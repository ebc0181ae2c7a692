namespace El4k.Collector.Plugins.Filters.Pii;

/// <summary>What a look at a value ended with, from the least to the most.</summary>
internal enum GuardResult
{
    /// <summary>Nothing was found.</summary>
    None,

    /// <summary>Something was found and stays.</summary>
    Tagged,

    /// <summary>Something was found and replaced.</summary>
    Changed,

    /// <summary>Something was found because of which the value goes.</summary>
    Dropped,
}
