namespace El4k.Collector.Plugins;

/// <summary>A log that keeps nothing.</summary>
public sealed class NullLog : ILog
{
    /// <summary>The only one that is needed.</summary>
    public static NullLog Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsEnabled(LogSeverity severity) => false;

    /// <inheritdoc/>
    public void Write(LogSeverity severity, string source, string message, Exception? exception = null)
    {
    }
}
