namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Where a file is read from that is there at the first start and has no position yet.</summary>
internal enum StartPosition
{
    /// <summary>All of it.</summary>
    Beginning,

    /// <summary>Only what is added from now on.</summary>
    End,
}
