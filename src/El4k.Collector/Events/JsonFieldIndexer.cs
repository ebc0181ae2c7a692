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

        var scanner = new JsonScanner(json);
        scanner.SkipBlank();
        if (!scanner.TryTake((byte)'{') || !TryIndexFields(ref scanner, source, offset, entries))
        {
            return false;
        }

        scanner.SkipBlank();
        return scanner.IsAtEnd;
    }

    private static bool TryIndexFields(ref JsonScanner scanner, byte[] source, int offset, EntryList entries)
    {
        scanner.SkipBlank();
        if (scanner.TryTake((byte)'}'))
        {
            return true;
        }

        do
        {
            scanner.SkipBlank();
            if (!TryAddField(ref scanner, source, offset, entries))
            {
                return false;
            }

            scanner.SkipBlank();
        }
        while (scanner.TryTake((byte)','));
        return scanner.TryTake((byte)'}');
    }

    private static bool TryAddField(ref JsonScanner scanner, byte[] source, int offset, EntryList entries)
    {
        int nameStart = offset + scanner.Position + 1;
        if (!scanner.TrySkipString(out bool isEscaped))
        {
            return false;
        }

        int nameLength = offset + scanner.Position - 1 - nameStart;
        scanner.SkipBlank();
        if (!scanner.TryTake((byte)':'))
        {
            return false;
        }

        scanner.SkipBlank();
        int valueStart = offset + scanner.Position;
        if (!scanner.TrySkipValue(out FieldKind kind))
        {
            return false;
        }

        byte[]? unescaped = isEscaped ? UnescapeName(source.AsSpan(nameStart, nameLength)) : null;
        ref FieldEntry entry = ref entries.Add(unescaped ?? source.AsSpan(nameStart, nameLength));
        entry.Name = unescaped;
        entry.NameOffset = nameStart;
        entry.NameLength = unescaped?.Length ?? nameLength;
        entry.ValueOffset = valueStart;
        entry.ValueLength = offset + scanner.Position - valueStart;
        entry.Kind = kind;
        entry.IsVerbatim = true;
        entries.DropEarlierTwin(source);
        return true;
    }

    private static byte[] UnescapeName(ReadOnlySpan<byte> escaped)
    {
        byte[] name = new byte[escaped.Length];
        return name[..JsonText.Unescape(escaped, name)];
    }
}
