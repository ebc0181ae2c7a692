using System.Diagnostics;
using El4k.Client.Wire;

namespace El4k.Client.AspNetCore.Logging;

/// <summary>A log's content as Microsoft.Extensions.Logging gives it: values into <c>context</c>; event, thread and span into <c>extra</c>.</summary>
internal readonly struct LoggerContent(LogContextValues values, Microsoft.Extensions.Logging.EventId eventId) : ILogContent
{
    public void WriteContext(ContextWriter writer) => values.WriteTo(writer);

    public void WriteExtra(ContextWriter writer)
    {
        if (eventId.Id != 0)
        {
            writer.Property(new El4kField("event_id", (long)eventId.Id));
        }

        writer.Property(new El4kField("event_name", eventId.Name));
        writer.Property(new El4kField("thread", (long)Environment.CurrentManagedThreadId));
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            writer.Property(new El4kField("span_id", activity.SpanId.ToHexString()));
        }
    }
}
