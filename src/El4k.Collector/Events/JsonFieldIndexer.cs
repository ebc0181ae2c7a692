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

    /// <summary>Indexes the object that is exactly <c>source[offset..offset+length]</c> into the event's entries.</summary>
    /// <returns>False when the bytes are not one JSON object in valid UTF-8; the event's entries are then of no use.</returns>
    public static bool TryIndex(byte[] source, int offset, int length, EntryList entries)
    {
        int room = JsonStructure.RoomFor(length);
        if (room <= KeptPlaces)
        {
            return TryIndex(source, offset, length, _places ??= new int[KeptPlaces], entries);
        }

        int[] rented = ArrayPool<int>.Shared.Rent(room);
        bool isObject = TryIndex(source, offset, length, rented, entries);
        ArrayPool<int>.Shared.Return(rented);
        return isObject;
    }

    private static bool TryIndex(byte[] source, int offset, int length, int[] places, EntryList entries)
    {
        if (!JsonStructure.TryFind(source, offset, length, places, out int count, out bool hasEscapes) || count < 2)
        {
            return false;
        }

        var json = new JsonGrammar(source.AsSpan(offset, length), places);
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

            int nameStart = offset + json.Place(at) + 1;
            ref FieldEntry added = ref Add(source, nameStart, offset + json.Place(at + 1) - nameStart, hasEscapes, entries, out bool hasLikeMark);
            added.NameOffset = nameStart;
            added.ValueOffset = offset + json.Place(value);
            added.ValueLength = offset + valueEnd - added.ValueOffset;
            added.Kind = kind == FieldKind.PlainString && hasEscapes && source.AsSpan(added.ValueOffset, added.ValueLength).Contains((byte)'\\')
                ? FieldKind.EscapedString
                : kind;
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
    private static ref FieldEntry Add(byte[] source, int start, int length, bool hasEscapes, EntryList entries, out bool hasLikeMark)
    {
        ReadOnlySpan<byte> name = source.AsSpan(start, length);
        if (length > FieldEntry.MaxSlicedName || (hasEscapes && name.Contains((byte)'\\')))
        {
            return ref AddReplaced(name, entries, out hasLikeMark);
        }

        ref FieldEntry added = ref entries.Add(name, out hasLikeMark);
        added.NameLength = (ushort)length;
        return ref added;
    }

    private static ref FieldEntry AddReplaced(ReadOnlySpan<byte> escaped, EntryList entries, out bool hasLikeMark)
    {
        byte[] name = new byte[escaped.Length];
        hasLikeMark = true;
        return ref entries.AddNamed(name[..JsonText.Unescape(escaped, name)]);
    }
}
