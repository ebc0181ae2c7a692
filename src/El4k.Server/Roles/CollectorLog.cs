using El4k.Collector.Plugins;

namespace El4k.Server.Roles;

/// <summary>The collector's lines in the program's log; debug lines only when asked for.</summary>
internal sealed class CollectorLog(Action<string> write, bool debug = false) : ILog
{
    public bool IsEnabled(LogSeverity severity) => debug || severity != LogSeverity.Debug;

    public void Write(LogSeverity severity, string source, string message, Exception? exception = null)
    {
        if (!IsEnabled(severity))
        {
            return;
        }

        var level = severity is LogSeverity.Info ? "" : severity.ToString().ToLowerInvariant() + ": ";
        write($"{level}[{source}] {message}{(exception is null ? "" : " (" + exception.Message + ")")}");
    }
}
