using System.Text.Json;
using System.Text.Unicode;

namespace El4k.Collector.Events;

/// <summary>Finds the top-level fields of one JSON object without decoding their values; the whole text is validated.</summary>
internal static class JsonFieldIndexer
{
    /// <summary>Indexes the object that is exactly <c>source[offset..offset+length]</c> into the event's entries.</summary>
    /// <returns>False when the bytes are not one JSON object in valid UTF-8; the event's entries are then of no use.</returns>
    public static bool TryIndex(byte[] source, int offset, int length, EntryList entries)
    {
        ReadOnlySpan<byte> json = source.AsSpan(offset, length);
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(json, JsonValue.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                AddField(ref reader, source, offset, entries);
            }

            return !reader.Read();
        }
        catch (JsonException)
        {
            // The caller keeps the bytes as a failure event, so what was wrong is not lost.
            return false;
        }
    }

    private static void AddField(ref Utf8JsonReader reader, byte[] source, int offset, EntryList entries)
    {
        ref FieldEntry entry = ref entries.Add();
        entry.NameOffset = offset + (int)reader.TokenStartIndex + 1;
        entry.NameLength = reader.ValueSpan.Length;
        entry.IsVerbatim = true;
        if (reader.ValueIsEscaped)
        {
            byte[] name = new byte[entry.NameLength];
            entry.NameLength = JsonText.Unescape(reader.ValueSpan, name);
            entry.Name = name;
        }

        reader.Read();
        entry.Kind = KindOf(ref reader);
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        entry.ValueOffset = offset + start;
        entry.ValueLength = (int)reader.BytesConsumed - start;
        entries.DropEarlierTwin(source);
    }

    private static FieldKind KindOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.ValueIsEscaped ? FieldKind.EscapedString : FieldKind.PlainString,
        JsonTokenType.Number => FieldKind.Number,
        JsonTokenType.True => FieldKind.True,
        JsonTokenType.False => FieldKind.False,
        JsonTokenType.StartObject => FieldKind.Object,
        JsonTokenType.StartArray => FieldKind.Array,
        _ => FieldKind.Null,
    };
}
