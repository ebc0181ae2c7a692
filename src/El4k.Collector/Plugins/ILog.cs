namespace El4k.Collector.Plugins;

/// <summary>Takes the log lines of the collector and its plugins. Safe for all threads; never throws and never blocks for long.</summary>
public interface ILog
{
    /// <summary>Whether lines of this severity are kept, so that a costly message need not be built.</summary>
    bool IsEnabled(LogSeverity severity) => true;

    /// <summary>Takes one line.</summary>
    /// <param name="severity">How much it matters.</param>
    /// <param name="source">Who writes: the id of a plugin or a part of the collector.</param>
    /// <param name="message">One sentence, with the values in it.</param>
    /// <param name="exception">What caused it, if anything did.</param>
    void Write(LogSeverity severity, string source, string message, Exception? exception = null);
}
