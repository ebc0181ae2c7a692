namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>By what files are ordered before they are read.</summary>
internal enum FileOrder
{
    /// <summary>When they were last written to.</summary>
    LastModified,

    /// <summary>Their paths.</summary>
    Path,
}
