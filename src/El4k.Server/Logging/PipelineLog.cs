using System.Collections.Concurrent;
using El4k.Collector.Plugins;

namespace El4k.Server.Logging;

/// <summary>A pipeline's lines in the program's log. Plugins write under their id; their logger has the name that Logstash gives it, such as <c>logstash.outputs.elasticsearch</c>.</summary>
internal sealed class PipelineLog(ProgramLog log, string pipeline) : ILog
{
    private const string OwnLogger = "logstash.javapipeline";

    private readonly ConcurrentDictionary<string, string> _loggers = new(StringComparer.Ordinal);

    /// <summary>Notes which plugin has an id.</summary>
    public void Know(string id, PluginKind kind, string name)
    {
        var logger = $"logstash.{kind.ToString().ToLowerInvariant()}s.{name}";
        _loggers[id] = logger;
        log.Levels.Know(logger);
    }

    public bool IsEnabled(LogSeverity severity) => log.Levels.IsEnabledSomewhere(severity);

    public void Write(LogSeverity severity, string source, string message, Exception? exception = null) => log.Write(
        severity,
        _loggers.GetValueOrDefault(source, OwnLogger),
        pipeline == PipelineId.Main ? source : $"{pipeline}][{source}",
        message,
        exception);
}
