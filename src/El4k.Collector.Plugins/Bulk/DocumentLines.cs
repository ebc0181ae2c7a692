using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Bulk;

/// <summary>Writes the line after the action line where it is not just the event: updates, scripts, joins and data streams.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class DocumentLines(BulkSettings settings)
{
    /// <summary>What the store shall do with an event.</summary>
    /// <param name="reason">Why that cannot be said.</param>
    public bool TryAction(Event source, out BulkAction action, [NotNullWhen(false)] out string? reason)
    {
        action = settings.Action;
        reason = null;
        if (settings.ActionOfEvent is not { } format)
        {
            return true;
        }

        var text = format.Format(source);
        var isKnown = Enum.TryParse(text, ignoreCase: true, out action) && text.All(char.IsAsciiLetterLower);
        reason = isKnown ? null : $"the action of the event is \"{text}\" (action => \"{format}\"), which is none of index, create, update and delete";
        return isKnown;
    }

    /// <summary>Writes the line, with its newline; nothing for an action that has none.</summary>
    /// <param name="reason">Why it cannot be written.</param>
    public bool TryWrite(Event source, BulkAction action, IBufferWriter<byte> output, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        switch (action)
        {
            case BulkAction.Delete:
                return true;
            case BulkAction.Update:
                if (!TryWriteUpdate(Document(source), settings.Update ?? new UpdateSettings(), output, out reason))
                {
                    return false;
                }

                break;
            default:
                Document(source).WriteJson(output);
                break;
        }

        output.Write("\n"u8);
        return true;
    }

    private Event Document(Event source)
    {
        if (settings.JoinField is { } join)
        {
            var child = source.Clone();
            child.Set(join, new EventMap { ["name"] = source.Get(join), ["parent"] = settings.Parent?.Format(source) });
            return child;
        }

        return settings.DataStream?.Document(source) ?? source;
    }

    private static bool TryWriteUpdate(Event document, UpdateSettings update, IBufferWriter<byte> output, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        if (update.Script is { } script)
        {
            WriteScript(document, update, script.Format(document), output);
        }
        else
        {
            output.Write("{\"doc\":"u8);
            document.WriteJson(output);
        }

        if (update.DocAsUpsert && update.Script is null)
        {
            output.Write(",\"doc_as_upsert\":true"u8);
        }
        else if (update.DocAsUpsert)
        {
            output.Write(",\"upsert\":"u8);
            document.WriteJson(output);
        }
        else if (update.Upsert is { } upsert)
        {
            var text = upsert.Format(document);
            if (!IsObject(text))
            {
                reason = $"the document of upsert => is not a JSON object: {text}";
                return false;
            }

            output.Write(",\"upsert\":"u8);
            output.Write(Encoding.UTF8.GetBytes(text.ReplaceLineEndings(" ")));
        }
        else if (update.ScriptedUpsert)
        {
            output.Write(",\"upsert\":{}"u8);
        }

        output.Write("}"u8);
        return true;
    }

    private static void WriteScript(Event document, UpdateSettings update, string script, IBufferWriter<byte> output)
    {
        var start = update.IsStoredScript
            ? $"{{\"script\":{{\"id\":\"{JsonEncodedText.Encode(script)}\""
            : $"{{\"script\":{{\"lang\":\"{JsonEncodedText.Encode(update.ScriptLanguage)}\",\"source\":\"{JsonEncodedText.Encode(script)}\"";
        output.Write(Encoding.UTF8.GetBytes($"{start},\"params\":{{\"{JsonEncodedText.Encode(update.ScriptVariable)}\":"));
        document.WriteJson(output);
        output.Write("}}"u8);
        if (update.ScriptedUpsert)
        {
            output.Write(",\"scripted_upsert\":true"u8);
        }
    }

    private static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
