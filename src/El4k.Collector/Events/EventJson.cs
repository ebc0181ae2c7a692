using System.Buffers;
using System.Text;
using System.Text.Json;

namespace El4k.Collector.Events;

/// <summary>Encodes the fields of an event, and decodes one when it is asked for.</summary>
internal static class EventJson
{
    public static void Write(EntryList entries, byte[] source, Timestamp timestamp, IBufferWriter<byte> output)
    {
        var json = new SpanOutput(output);
        json.Write("{"u8);
        bool isFirst = true;
        int i = 0;
        while (i < entries.Count)
        {
            ref FieldEntry entry = ref entries[i];
            if (entry.IsRemoved)
            {
                i++;
                continue;
            }

            if (!isFirst)
            {
                json.Write(","u8);
            }

            isFirst = false;
            if (entry.IsVerbatim)
            {
                i = WriteRun(entries, i, source, ref json);
                continue;
            }

            JsonText.WriteString(EntryList.NameOf(in entry, source), ref json);
            json.Write(":"u8);
            WriteValue(in entry, source, timestamp, ref json);
            i++;
        }

        json.Write("}"u8);
        json.Flush();
    }

    /// <summary>Decodes a value that lies in bytes.</summary>
    public static object? DecodeEntry(in FieldEntry entry, ReadOnlySpan<byte> bytes)
    {
        switch (entry.Kind)
        {
            case FieldKind.Text:
                return Encoding.UTF8.GetString(bytes);
            case FieldKind.PlainString:
                return Encoding.UTF8.GetString(bytes[1..^1]);
            case FieldKind.EscapedString:
                return JsonText.UnescapeToString(bytes[1..^1]);
            case FieldKind.Number:
                return JsonValue.DecodeNumber(bytes);
            case FieldKind.True:
                return JsonValue.True;
            case FieldKind.False:
                return JsonValue.False;
            case FieldKind.Object or FieldKind.Array:
                var reader = new Utf8JsonReader(bytes, JsonValue.ReaderOptions);
                reader.Read();
                return JsonValue.Decode(ref reader);
            default:
                return null;
        }
    }

    /// <summary>Copies an entry for another event so that it shares no memory with this one.</summary>
    public static void CopyEntry(FieldEntry entry, byte[] source, ref FieldEntry copy)
    {
        copy = entry;
        copy.Name = EntryList.NameOf(in entry, source).ToArray();
        copy.IsVerbatim = false;
        if (entry.Kind is FieldKind.Value or FieldKind.Timestamp)
        {
            copy.Value = JsonValue.DeepClone(entry.Value);
            return;
        }

        copy.Value = null;
        copy.IsDecoded = false;
        copy.Buffer = (entry.Buffer ?? source).AsSpan(entry.ValueOffset, entry.ValueLength).ToArray();
        copy.ValueOffset = 0;
    }

    /// <summary>Copies neighbours that are unchanged in one piece, with the commas between them.</summary>
    private static int WriteRun(EntryList entries, int from, byte[] source, ref SpanOutput json)
    {
        int start = entries[from].NameOffset - 1;
        int to = from;
        while (to + 1 < entries.Count && entries[to + 1] is { IsVerbatim: true, IsRemoved: false })
        {
            to++;
        }

        int end = entries[to].ValueOffset + entries[to].ValueLength;
        json.Write(source.AsSpan(start, end - start));
        return to + 1;
    }

    private static void WriteValue(in FieldEntry entry, byte[] source, Timestamp timestamp, ref SpanOutput json)
    {
        switch (entry.Kind)
        {
            case FieldKind.Value:
                JsonValue.Write(entry.Value, json.Flush());
                break;
            case FieldKind.Timestamp:
                json.Write("\""u8);
                json.Advance(timestamp.Format(json.Room(Timestamp.MaxTextLength)));
                json.Write("\""u8);
                break;
            case FieldKind.Text:
                JsonText.WriteString(entry.Buffer.AsSpan(entry.ValueOffset, entry.ValueLength), ref json);
                break;
            default:
                json.Write((entry.Buffer ?? source).AsSpan(entry.ValueOffset, entry.ValueLength));
                break;
        }
    }
}
