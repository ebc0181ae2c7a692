using System.Buffers.Binary;

namespace El4k.Collector.Queue.Disk;

/// <summary>What stands before the events of a frame; see docs/formats/collector-queue.md.</summary>
/// <param name="BodyLength">Bytes that follow the header.</param>
/// <param name="BodyChecksum">Their CRC-32C.</param>
/// <param name="Events">The number of events.</param>
/// <param name="First">The sequence of the first event.</param>
/// <param name="Written">When the frame was made, in milliseconds since 1970.</param>
internal readonly record struct FrameHeader(int BodyLength, uint BodyChecksum, int Events, long First, long Written)
{
    /// <summary>Its length in bytes.</summary>
    public const int Bytes = 40;

    /// <summary>What every frame begins with: "Q4KF".</summary>
    private const uint Marker = 0x464B3451;

    /// <summary>The sequence after the last event.</summary>
    public long End => First + Events;

    /// <summary>The first four bytes of a frame.</summary>
    public static ReadOnlySpan<byte> MarkerBytes => "Q4KF"u8;

    /// <summary>Writes the header into the first <see cref="Bytes"/> bytes.</summary>
    public void Write(Span<byte> frame)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Marker);
        BinaryPrimitives.WriteInt32LittleEndian(frame[8..], BodyLength);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[12..], BodyChecksum);
        BinaryPrimitives.WriteInt32LittleEndian(frame[16..], Events);
        BinaryPrimitives.WriteInt32LittleEndian(frame[20..], 0);
        BinaryPrimitives.WriteInt64LittleEndian(frame[24..], First);
        BinaryPrimitives.WriteInt64LittleEndian(frame[32..], Written);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Crc32C.Of(frame[8..Bytes]));
    }

    /// <summary>Reads a header.</summary>
    /// <returns>False when these bytes are none.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < Bytes
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Marker
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Crc32C.Of(bytes[8..Bytes]))
        {
            return false;
        }

        header = new FrameHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]));

        // A checksum of four bytes is right by chance once in four thousand million.
        return header is { BodyLength: >= 0, Events: >= 0, First: >= 0 } && header.First <= long.MaxValue - header.Events;
    }
}
