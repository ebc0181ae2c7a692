namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Which end of the order comes first.</summary>
internal enum FileDirection
{
    /// <summary>The oldest, or the first of the alphabet.</summary>
    Asc,

    /// <summary>The newest, or the last of the alphabet.</summary>
    Desc,
}
