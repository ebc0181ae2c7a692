namespace El4k.Collector.Plugins;

/// <summary>The log of one plugin: each line carries the plugin's id.</summary>
public sealed class PluginLog(ILog log, string source)
{
    /// <summary>Whether lines of this severity are kept.</summary>
    public bool IsEnabled(LogSeverity severity) => log.IsEnabled(severity);

    /// <summary>Writes a line for finding out what the program does.</summary>
    public void Debug(string message) => log.Write(LogSeverity.Debug, source, message);

    /// <summary>Writes a line about what happened as it should.</summary>
    public void Info(string message) => log.Write(LogSeverity.Info, source, message);

    /// <summary>Writes a line about what needs attention.</summary>
    public void Warning(string message, Exception? exception = null) => log.Write(LogSeverity.Warning, source, message, exception);

    /// <summary>Writes a line about what failed.</summary>
    public void Error(string message, Exception? exception = null) => log.Write(LogSeverity.Error, source, message, exception);
}
