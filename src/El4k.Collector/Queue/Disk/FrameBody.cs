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
            uint lengthAndFlag = BinaryPrimitives.ReadUInt32LittleEndian(body[(at + 8)..]);
            int length = (int)(lengthAndFlag & ~Frame.HasMetadata);
            int json = at + Frame.EventHeaderBytes;
            at = json;
            if (length > body.Length - at)
            {
                return false;
            }

            at += length;
            ReadOnlySpan<byte> metadata = default;
            if ((lengthAndFlag & Frame.HasMetadata) != 0 && !TryReadMetadata(body, ref at, out metadata))
            {
                return false;
            }

            bool isWanted = kind == RouteKind.All || (bits[i >> 3] & (1 << (i & 7))) != 0;
            if (isWanted && !TryAdd(buffer, start + json, length, timestamp, metadata, batch))
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

    private static bool TryReadMetadata(ReadOnlySpan<byte> body, scoped ref int at, out ReadOnlySpan<byte> metadata)
    {
        metadata = default;
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

        metadata = body.Slice(at, length);
        at += length;
        return true;
    }

    private static bool TryAdd(byte[] buffer, int json, int length, Timestamp timestamp, ReadOnlySpan<byte> metadata, EventBatch batch)
    {
        EventMap? map = null;
        if (metadata.Length > 0)
        {
            if (!JsonValue.TryDecode(metadata, out object? value, out _) || value is not EventMap decoded)
            {
                return false;
            }

            map = decoded;
        }

        return timestamp.Ticks is >= 0 and <= 3155378975999999999 && batch.AddStored(buffer, json, length, timestamp, map);
    }
}
