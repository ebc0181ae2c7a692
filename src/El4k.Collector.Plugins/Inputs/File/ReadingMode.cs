namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>How files are looked at.</summary>
internal enum ReadingMode
{
    /// <summary>As files that go on growing; not in this version.</summary>
    Tail,

    /// <summary>As files that are complete, from their beginning to their end.</summary>
    Read,
}
