using System.Collections.Concurrent;

namespace El4k.Collector.Plugins.Tests;

/// <summary>Keeps log lines for tests to look at.</summary>
internal sealed class RecordingLog : ILog
{
    public ConcurrentQueue<(LogSeverity Severity, string Message)> Lines { get; } = new();

    public IEnumerable<string> Warnings => Lines.Where(line => line.Severity == LogSeverity.Warning).Select(line => line.Message);

    public IEnumerable<string> Errors => Lines.Where(line => line.Severity == LogSeverity.Error).Select(line => line.Message);

    public void Write(LogSeverity severity, string source, string message, Exception? exception = null) =>
        Lines.Enqueue((severity, message));
}
