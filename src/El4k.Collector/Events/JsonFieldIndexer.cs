using System.Buffers;
using System.Runtime.CompilerServices;

namespace El4k.Collector.Events;

/// <summary>Finds the top-level fields of one JSON object without decoding their values; the whole text is validated (RFC 8259).</summary>
/// <remarks>It accepts and refuses what <see cref="System.Text.Json.Utf8JsonReader"/> does, which a test holds, at a fraction of its cost and without an exception for text that is none.</remarks>
internal static class JsonFieldIndexer
{
    // A text with more places than fit is rare; it is given room of its own, which is not kept.
    private const int KeptPlaces = 16 * 1024;

    [ThreadStatic]
    private static int[]? _places;

    [ThreadStatic]
    private static ulong[]? _escapes;

    /// <summary>Indexes the object that is exactly <c>source[offset..offset+length]</c> into the event's entries.</summary>
    /// <returns>False when the bytes are not one JSON object in valid UTF-8; the event's entries are then of no use.</returns>
    public static bool TryIndex(byte[] source, int offset, int length, EntryList entries)
    {
        int room = JsonStructure.RoomFor(length);
        if (room <= KeptPlaces)
        {
            return TryIndex(source, offset, length, _places ??= new int[KeptPlaces], _escapes ??= new ulong[EscapeBits.RoomFor(KeptPlaces)], entries);
        }

        int[] places = ArrayPool<int>.Shared.Rent(room);
        ulong[] escapes = ArrayPool<ulong>.Shared.Rent(EscapeBits.RoomFor(length));
        bool isObject = TryIndex(source, offset, length, places, escapes, entries);
        ArrayPool<int>.Shared.Return(places);
        ArrayPool<ulong>.Shared.Return(escapes);
        return isObject;
    }

    private static bool TryIndex(byte[] source, int offset, int length, int[] places, ulong[] escapes, EntryList entries)
    {
        if (!JsonStructure.TryFind(source, offset, length, places, escapes, out int count) || count < 2)
        {
            return false;
        }

        var json = new JsonGrammar(source.AsSpan(offset, length), places);
        var escaped = new EscapeBits(escapes);
        if (json.ByteAt(0) != '{')
        {
            return false;
        }

        if (json.ByteAt(1) == '}')
        {
            return count == 2;
        }

        int at = 1;
        while (true)
        {
            // Four places ahead of the value: the name's quotes, the colon, the value itself.
            int value = at + 3;
            if (json.ByteAt(at) != '"' || json.ByteAt(at + 2) != ':')
            {
                return false;
            }

            int end = json.SkipValue(value, 0, out FieldKind kind, out int valueEnd);
            if (end < 0)
            {
                return false;
            }

            int nameStart = json.Place(at) + 1;
            int nameLength = json.Place(at + 1) - nameStart;
            int valueStart = json.Place(value);
            ReadOnlySpan<byte> name = source.AsSpan(offset + nameStart, nameLength);
            ref FieldEntry added = ref Add(name, escaped.Any(nameStart, nameLength + 1), entries, out bool hasLikeMark);
            added.NameOffset = offset + nameStart;
            added.ValueOffset = offset + valueStart;
            added.ValueLength = valueEnd - valueStart;
            added.Kind = kind == FieldKind.PlainString && escaped.Any(valueStart, valueEnd - valueStart) ? FieldKind.EscapedString : kind;
            added.Flags |= FieldFlags.Verbatim;
            entries.DropEarlierTwin(source, hasLikeMark);
            at = end + 1;
            switch (json.ByteAt(end))
            {
                case (byte)',':
                    continue;
                case (byte)'}':
                    return at == count;
                default:
                    return false;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref FieldEntry Add(ReadOnlySpan<byte> name, bool isEscaped, EntryList entries, out bool hasLikeMark)
    {
        if (isEscaped || name.Length > FieldEntry.MaxSlicedName)
        {
            return ref AddReplaced(name, entries, out hasLikeMark);
        }

        ref FieldEntry added = ref entries.Add(name, out hasLikeMark);
        added.NameLength = (ushort)name.Length;
        return ref added;
    }

    private static ref FieldEntry AddReplaced(ReadOnlySpan<byte> escaped, EntryList entries, out bool hasLikeMark)
    {
        byte[] name = new byte[escaped.Length];
        hasLikeMark = true;
        return ref entries.AddNamed(name[..JsonText.Unescape(escaped, name)]);
    }
}
