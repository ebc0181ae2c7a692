namespace El4k.Collector.Plugins.Outputs.File;

/// <summary>What becomes of what is in a file already.</summary>
internal enum WriteBehavior
{
    /// <summary>Events are added at the end.</summary>
    Append,

    /// <summary>The file holds the latest event only.</summary>
    Overwrite,
}
