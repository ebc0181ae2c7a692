using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using El4k.Collector.Plugins;

namespace El4k.Server.Logging;

/// <summary>The program's own log: a line to stderr each, so that stdout stays for outputs, and to a file when one is wanted. Safe for all threads.</summary>
internal sealed class ProgramLog(LogLevels levels, LogFormat format, TimeProvider time, TextWriter screen, LogFile? file = null) : IDisposable
{
    private static readonly JsonWriterOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public LogLevels Levels => levels;

    /// <summary>Writes what the program itself has to say.</summary>
    public void Write(string message) => Write(LogSeverity.Info, "logstash.agent", "", message, null);

    /// <summary>Writes a line, if its logger does.</summary>
    /// <param name="logger">In Logstash's words, such as <c>logstash.inputs.tcp</c>.</param>
    /// <param name="source">Who writes, for people; may be empty.</param>
    public void Write(LogSeverity severity, string logger, string source, string message, Exception? exception)
    {
        if (!levels.IsEnabled(logger, severity))
        {
            return;
        }

        var line = format == LogFormat.Json ? Json(severity, logger, source, message, exception) : Plain(severity, source, message, exception);
        screen.WriteLine(line);
        file?.WriteLine(format == LogFormat.Json ? line : OfFile(severity, source, message, exception));
    }

    public void Dispose() => file?.Dispose();

    private static string Plain(LogSeverity severity, string source, string message, Exception? exception)
    {
        var level = severity is LogSeverity.Info ? "" : severity.ToString().ToLowerInvariant() + ": ";
        return $"el4k: {level}{Text(source, message, exception)}";
    }

    private static string Text(string source, string message, Exception? exception) =>
        $"{(source.Length == 0 ? "" : $"[{source}] ")}{message}{(exception is null ? "" : " (" + exception.Message + ")")}";

    // A file is read later, and searched by level: time and level stand first, as in Logstash's.
    private string OfFile(LogSeverity severity, string source, string message, Exception? exception) =>
        $"[{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'}][{LogLevels.LevelOf(severity).ToString().ToUpperInvariant(),-5}] {Text(source, message, exception)}";

    private string Json(LogSeverity severity, string logger, string source, string message, Exception? exception)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, _relaxed))
        {
            json.WriteStartObject();
            json.WriteString("level", LogLevels.LevelOf(severity).ToString().ToUpperInvariant());
            json.WriteString("loggerName", logger);
            json.WriteNumber("timeMillis", time.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteString("thread", Thread.CurrentThread.Name ?? $"thread-{Environment.CurrentManagedThreadId}");
            json.WriteStartObject("logEvent");
            json.WriteString("message", message);
            if (source.Length > 0)
            {
                json.WriteString("source", source);
            }

            if (exception is not null)
            {
                json.WriteString("exception", exception.ToString());
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
