namespace El4k.Collector.Plugins.Inputs.Http;

/// <summary>How the reading of a body ended.</summary>
internal enum BodyResult
{
    /// <summary>All of it is there.</summary>
    Whole,

    /// <summary>It is longer than allowed.</summary>
    TooLong,

    /// <summary>The bodies of all requests take as much memory as they may.</summary>
    NoMemory,
}
