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
        for (int i = 0; i < entries.Count; i++)
        {
            ref FieldEntry entry = ref entries[i];
            if (entry.IsRemoved)
            {
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

            WriteName(entries, i, source, ref json);
            WriteValue(entries, i, source, timestamp, ref json);
        }

        json.Write("}"u8);
        json.Flush();
    }

    /// <summary>Decodes a value that lies in bytes.</summary>
    public static object? DecodeEntry(FieldKind kind, ReadOnlySpan<byte> bytes)
    {
        switch (kind)
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

    /// <summary>Appends a copy of an entry to another event's so that the two share no memory.</summary>
    public static void CopyEntry(EntryList from, int index, byte[] source, EntryList to)
    {
        ref FieldEntry entry = ref from[index];
        ref FieldEntry copy = ref to.AddNamed(from.NameOf(index, source).ToArray());
        copy.Kind = entry.Kind;
        if (entry.Kind is FieldKind.Value or FieldKind.Timestamp)
        {
            copy.IsDecoded = entry.IsDecoded;
            to.SetValue(to.Count - 1, JsonValue.DeepClone(from.ValueOf(index)));
            return;
        }

        byte[] bytes = from.BytesOf(index, source).ToArray();
        to.Replace(to.Count - 1).Buffer = bytes;
        copy.ValueLength = bytes.Length;
    }

    /// <summary>Copies neighbours that are unchanged in one piece, with the commas between them.</summary>
    /// <returns>The last one of them.</returns>
    private static int WriteRun(EntryList entries, int from, byte[] source, ref SpanOutput json)
    {
        const FieldFlags Kept = FieldFlags.Verbatim | FieldFlags.Removed | FieldFlags.Default;
        FieldFlags kind = entries[from].Flags & Kept;
        int to = from;
        while (to + 1 < entries.Count && (entries[to + 1].Flags & Kept) == kind)
        {
            to++;
        }

        ref FieldEntry last = ref entries[to];
        int start = entries[from].NameOffset - 1;
        json.Write(EntryList.SourceOf(in last, source).AsSpan(start, last.ValueOffset + last.ValueLength - start));
        return to;
    }

    private static void WriteName(EntryList entries, int index, byte[] source, ref SpanOutput json)
    {
        ref FieldEntry entry = ref entries[index];
        if ((entry.Flags & (FieldFlags.Default | FieldFlags.Replaced)) == FieldFlags.Default)
        {
            // It stands there as it is to be written, from its quote to its colon.
            json.Write(EventDefaults.Json.AsSpan(entry.NameOffset - 1, entry.NameLength + 3));
            return;
        }

        JsonText.WriteString(entries.NameOf(index, source), ref json);
        json.Write(":"u8);
    }

    private static void WriteValue(EntryList entries, int index, byte[] source, Timestamp timestamp, ref SpanOutput json)
    {
        switch (entries[index].Kind)
        {
            case FieldKind.Value:
                JsonValue.Write(entries.ValueOf(index), json.Flush());
                break;
            case FieldKind.Timestamp:
                TimestampText.WriteQuoted(timestamp, ref json);
                break;
            case FieldKind.Text:
                JsonText.WriteString(entries.BytesOf(index, source), ref json);
                break;
            default:
                json.Write(entries.BytesOf(index, source));
                break;
        }
    }
}
