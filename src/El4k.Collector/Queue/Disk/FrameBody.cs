using System.Buffers.Binary;
using El4k.Collector.Events;

namespace El4k.Collector.Queue.Disk;

/// <summary>Reads the events of a frame whose checksum is right.</summary>
internal static class FrameBody
{
    /// <summary>Adds the events of a frame that an output gets. They refer to <paramref name="buffer"/>, which has to stay until the batch is completed.</summary>
    /// <param name="buffer">Has the frame.</param>
    /// <param name="start">Where its body is.</param>
    /// <param name="header">Its header.</param>
    /// <param name="output">The output's number in the page's table.</param>
    /// <param name="batch">Takes the events.</param>
    /// <returns>False when the body is not as the format wants it: a fault of whoever wrote it. The events before the fault are in the batch.</returns>
    public static bool TryRead(byte[] buffer, int start, in FrameHeader header, int output, EventBatch batch)
    {
        ReadOnlySpan<byte> body = buffer.AsSpan(start, header.BodyLength);
        if (!TryFindRoute(body, header.Events, output, out RouteKind kind, out ReadOnlySpan<byte> bits, out int at))
        {
            return false;
        }

        if (kind == RouteKind.None)
        {
            return true;
        }

        for (int i = 0; i < header.Events; i++)
        {
            if (body.Length - at < Frame.EventHeaderBytes)
            {
                return false;
            }

            var timestamp = new Timestamp(BinaryPrimitives.ReadInt64LittleEndian(body[at..]));
            uint lengthAndFlags = BinaryPrimitives.ReadUInt32LittleEndian(body[(at + 8)..]);
            int length = (int)(lengthAndFlags & Frame.LengthBits);
            int json = at + Frame.EventHeaderBytes;
            at = json;
            if (length > body.Length - at)
            {
                return false;
            }

            at += length;
            ReadOnlySpan<byte> metadata = default;
            ReadOnlySpan<byte> instants = default;
            if (((lengthAndFlags & Frame.HasMetadata) != 0 && !TryReadValue(body, ref at, out metadata))
                || ((lengthAndFlags & Frame.HasInstants) != 0 && !TryReadValue(body, ref at, out instants)))
            {
                return false;
            }

            bool isWanted = kind == RouteKind.All || (bits[i >> 3] & (1 << (i & 7))) != 0;
            if (isWanted && !TryAdd(buffer, start + json, length, timestamp, metadata, instants, batch))
            {
                return false;
            }
        }

        return at == body.Length;
    }

    private static bool TryFindRoute(ReadOnlySpan<byte> body, int events, int output, out RouteKind kind, out ReadOnlySpan<byte> bits, out int at)
    {
        kind = RouteKind.None;
        bits = default;
        at = 2;
        if (body.Length < 2)
        {
            return false;
        }

        int outputs = BinaryPrimitives.ReadUInt16LittleEndian(body);
        int bitBytes = (int)((events + 7L) / 8);
        for (int i = 0; i < outputs; i++)
        {
            if (at >= body.Length || body[at] > (byte)RouteKind.Some)
            {
                return false;
            }

            var found = (RouteKind)body[at++];
            int length = found == RouteKind.Some ? bitBytes : 0;
            if (length > body.Length - at)
            {
                return false;
            }

            if (i == output)
            {
                kind = found;
                bits = body.Slice(at, length);
            }

            at += length;
        }

        return true;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> body, scoped ref int at, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (body.Length - at < 4)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(body[at..]);
        at += 4;
        if (length < 0 || length > body.Length - at)
        {
            return false;
        }

        value = body.Slice(at, length);
        at += length;
        return true;
    }

    private static bool TryAdd(
        byte[] buffer, int json, int length, Timestamp timestamp, ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> instants, EventBatch batch) =>
        timestamp.Ticks >= 0 && timestamp.Ticks <= DateTime.MaxValue.Ticks
        && TryDecode(metadata, out EventMap? map)
        && TryDecode(instants, out List<object?>? paths)
        && batch.AddStored(buffer, json, length, timestamp, map, paths);

    private static bool TryDecode<T>(ReadOnlySpan<byte> json, out T? decoded)
        where T : class
    {
        decoded = null;
        if (json.Length == 0)
        {
            return true;
        }

        bool isValid = JsonValue.TryDecode(json, out object? value, out _);
        decoded = value as T;
        return isValid && decoded is not null;
    }
}
