using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace El4k.Server.Demo;

/// <summary>Writes a run as the records that EL4K's client would send: the metric of every run, and a log record of a failed one.</summary>
internal static class DemoLine
{
    private static readonly JsonWriterOptions _options = new() { SkipValidation = true };

    /// <returns>How many lines were written.</returns>
    public static int Write(DemoRun run, IBufferWriter<byte> output)
    {
        Record(run, output, log: false);
        if (!run.Failed)
        {
            return 1;
        }

        Record(run, output, log: true);
        return 2;
    }

    private static void Record(DemoRun run, IBufferWriter<byte> output, bool log)
    {
        using (var json = new Utf8JsonWriter(output, _options))
        {
            json.WriteStartObject();
            json.WriteString("message", log ? Message(run) : "request");
            json.WriteStartObject("context");
            if (log)
            {
                json.WriteStartObject("exception");
                json.WriteString("class", run.Status == 504 ? "TimeoutException" : "DatabaseException");
                json.WriteString("message", Message(run));
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteNumber("level", log ? 400 : 10);
            json.WriteString("level_name", log ? "ERROR" : "METRIC");
            json.WriteString("channel", log ? "reports" : "apm");
            json.WriteString("datetime", run.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture));
            json.WriteStartObject("extra");
            json.WriteEndObject();
            json.WriteString("service", "reports");
            json.WriteString("@timestamp", run.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("kind", log ? "log" : "request");
            json.WriteString("env", "demo");
            json.WriteString("region", run.Region);
            json.WriteString("instance", run.Instance);
            json.WriteString("route", run.Report.Route);
            json.WriteString("report", run.Report.Name);
            json.WriteString("customer", run.Customer.Name);
            json.WriteString("user", run.User);
            if (!log)
            {
                json.WriteString("method", run.Report.Method);
                json.WriteNumber("status", run.Status);
                json.WriteNumber("duration", run.DurationMs);
                json.WriteNumber("db_ms", run.DatabaseMs);
                json.WriteNumber("db_calls", run.DatabaseCalls);
                json.WriteBoolean("failed", run.Failed);
            }

            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static string Message(DemoRun run) => run.Status == 504
        ? $"Report {run.Report.Name} for {run.Customer.Name} gave up after {run.DurationMs} ms: the database did not answer in time"
        : $"Report {run.Report.Name} for {run.Customer.Name} failed: deadlock found when trying to get lock; try restarting transaction";
}
