namespace El4k.Collector.Plugins;

/// <summary>How much a log line matters.</summary>
public enum LogSeverity
{
    /// <summary>For finding out what the program does.</summary>
    Debug,

    /// <summary>What happened as it should and is worth knowing.</summary>
    Info,

    /// <summary>What went on but needs somebody's attention.</summary>
    Warning,

    /// <summary>What failed; data may be late or dead-lettered.</summary>
    Error,
}
