namespace El4k.Collector.Pipeline;

/// <summary>Whether filters that hold events are asked for them as a list of events runs through.</summary>
internal enum FlushMode
{
    /// <summary>They are not.</summary>
    None,

    /// <summary>For those that are due.</summary>
    Due,

    /// <summary>For all, as the pipeline stops.</summary>
    Final,
}
