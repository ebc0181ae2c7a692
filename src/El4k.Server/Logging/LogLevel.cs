namespace El4k.Server.Logging;

/// <summary>From which level on a logger writes, in the words of Logstash's <c>log.level</c>.</summary>
internal enum LogLevel
{
    /// <summary>As <see cref="Debug"/>: nothing here is finer.</summary>
    Trace,

    /// <summary>For finding out what the program does.</summary>
    Debug,

    /// <summary>What is worth knowing.</summary>
    Info,

    /// <summary>What needs somebody's attention.</summary>
    Warn,

    /// <summary>What failed.</summary>
    Error,

    /// <summary>Nothing: no line of the collector is more than an error.</summary>
    Fatal,

    /// <summary>Nothing.</summary>
    Off,
}
