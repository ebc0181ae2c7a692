using System.Diagnostics;

namespace El4k.Client.Wire;

/// <summary>Writes log records as Monolog's JsonFormatter does, one line each, followed by the fields every record has.</summary>
/// <remarks>Stateless but for its identity: any thread may use it with a buffer of its own.</remarks>
internal sealed class LogEncoder(RecordIdentity identity)
{
    // Each step is tried when the one before it gave too long a record; the last always fits.
    private static readonly (int MaxText, bool Extra, bool Context)[] Steps =
    [
        (WireLimits.MaxText, true, true),
        (WireLimits.MaxText, false, true),
        (4096, false, true),
        (256, false, true),
        (4096, false, false),
    ];

    /// <summary>Appends one record and its line end to <paramref name="json"/>.</summary>
    public EncodeResult Encode<TContent>(JsonBuffer json, in LogHead head, in TContent content)
        where TContent : struct, ILogContent, allows ref struct
    {
        var start = json.Length;
        for (var step = 0; step < Steps.Length; step++)
        {
            Write(json, head, content, step);
            if (json.Length - start <= WireLimits.MaxRecordBytes)
            {
                return step == 0 ? EncodeResult.Whole : EncodeResult.Truncated;
            }

            json.TruncateTo(start);
        }

        return EncodeResult.TooLarge;
    }

    private void Write<TContent>(JsonBuffer json, in LogHead head, in TContent content, int step)
        where TContent : struct, ILogContent, allows ref struct
    {
        var (maxText, withExtra, withContext) = Steps[step];
        var writer = new ContextWriter(json, maxText);
        json.Raw("{\"message\":"u8);
        json.Text(head.Message, maxText);
        json.Raw(",\"context\":{"u8);
        if (withContext)
        {
            content.WriteContext(writer);
            if (head.Exception is { } exception)
            {
                json.Name("exception");
                ExceptionWriter.Write(json, exception, maxText);
            }
        }

        json.Raw("},\"level\":"u8);
        json.Number((long)head.Level);
        json.Raw(",\"level_name\":\""u8);
        json.Raw(MonologLevelNames.Utf8(head.Level));
        json.Raw("\",\"channel\":"u8);
        json.Text(head.Channel, maxText);
        json.Raw(",\"datetime\":"u8);
        MonologTime.WriteDateTime(json, head.UtcTicks);
        json.Raw(",\"extra\":{"u8);
        if (withExtra)
        {
            content.WriteExtra(writer);
            if (head.Exception?.StackTrace is { } stack)
            {
                json.Name("backtrace");
                json.Text(stack, maxText);
            }
        }

        json.Raw("}"u8);
        identity.WriteService(json);
        json.Raw(",\"@timestamp\":"u8);
        MonologTime.WriteTimestamp(json, head.UtcTicks);
        json.Raw(",\"event_id\":\""u8);
        head.EventId.WriteTo(json);
        json.Raw("\""u8);
        identity.WriteOrigin(json);
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            json.Raw(",\"trace_id\":"u8);
            json.Text(activity.TraceId.ToHexString());
        }

        if (step > 0)
        {
            json.Raw(",\"truncated\":true"u8);
        }

        json.Raw("}\n"u8);
    }
}
