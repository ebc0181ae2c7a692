using System.Collections.Concurrent;
using El4k.Collector.Plugins;

namespace El4k.Collector.Tests.Fakes;

/// <summary>Keeps all lines.</summary>
internal sealed class RecordingLog : ILog
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public void Write(LogSeverity severity, string source, string message, Exception? exception = null) => Lines.Enqueue($"{severity}: {message}");

    public override string ToString() => string.Join('\n', Lines);
}
