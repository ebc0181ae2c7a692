namespace El4k.Collector.Plugins.Filters.Translate;

/// <summary>What becomes of the entries that a dictionary file no longer has when it is read again.</summary>
internal enum RefreshBehaviour
{
    /// <summary>They stay.</summary>
    Merge,

    /// <summary>They go.</summary>
    Replace,
}
