namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>How files are looked at.</summary>
internal enum ReadingMode
{
    /// <summary>As files that go on growing, are renamed and emptied.</summary>
    Tail,

    /// <summary>As files that are complete, from their beginning to their end.</summary>
    Read,
}
