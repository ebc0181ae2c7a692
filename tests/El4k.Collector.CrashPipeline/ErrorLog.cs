using El4k.Collector.Plugins;

namespace El4k.Collector.CrashPipeline;

/// <summary>Writes to stderr.</summary>
internal sealed class ErrorLog : ILog
{
    public void Write(LogSeverity severity, string source, string message, Exception? exception = null) => Console.Error.WriteLine($"{severity} {source}: {message}");
}
