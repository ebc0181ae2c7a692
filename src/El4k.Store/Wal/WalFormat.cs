using System.Buffers.Binary;
using El4k.Store.Io;

namespace El4k.Store.Wal;

/// <summary>The bytes of a write-ahead log file: a header, then records. See <c>docs/formats/wal.md</c>.</summary>
internal static class WalFormat
{
    /// <summary>Bytes of a file's header.</summary>
    public const int HeaderBytes = 48;

    /// <summary>Bytes of a record before its payload: length, checksum, sequence.</summary>
    public const int RecordHeaderBytes = 16;

    /// <summary>Longest payload; a length beyond it is damage.</summary>
    public const int MaxPayloadBytes = 1 << 30;

    /// <summary>The format that this code writes.</summary>
    public const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "EL4KWAL\n"u8;

    /// <summary>The name of a file: its number in 10 digits, so that names sort as numbers do.</summary>
    public static string FileName(long number) => $"{number:D10}.wal";

    /// <summary>The header of a file.</summary>
    public static byte[] Header(Guid storeId, long fileNumber)
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Version);
        storeId.TryWriteBytes(header.AsSpan(16));
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(32), fileNumber);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(44), Crc32C.Of(header.AsSpan(0, 44)));
        return header;
    }

    /// <summary>Checks a file's header.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? ProblemOfHeader(ReadOnlySpan<byte> header, Guid storeId)
    {
        if (header.Length < HeaderBytes)
        {
            return $"the file is {header.Length} bytes long, its header {HeaderBytes}";
        }

        if (!header.StartsWith(Magic))
        {
            return "the file does not begin as a write-ahead log does";
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header[44..]) != Crc32C.Of(header[..44]))
        {
            return "the header's checksum does not match";
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        if (version != Version)
        {
            return $"format version {version} is not known, only {Version} is";
        }

        var owner = new Guid(header.Slice(16, 16));
        return owner == storeId ? null : $"it belongs to the store {owner}, not to {storeId}";
    }

    /// <summary>Writes a record's header for a payload that follows it.</summary>
    public static void WriteRecordHeader(Span<byte> header, long sequence, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], ChecksumOf(header, payload));
    }

    /// <summary>Reads the record at the start of <paramref name="bytes"/>.</summary>
    /// <returns>False if no whole, undamaged record stands there.</returns>
    public static bool TryReadRecord(ReadOnlySpan<byte> bytes, out long sequence, out ReadOnlySpan<byte> payload)
    {
        sequence = 0;
        payload = default;
        if (bytes.Length < RecordHeaderBytes)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length is <= 0 or > MaxPayloadBytes || length > bytes.Length - RecordHeaderBytes)
        {
            return false;
        }

        sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        payload = bytes.Slice(RecordHeaderBytes, length);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) == ChecksumOf(bytes, payload);
    }

    // Over length, sequence and payload: a flipped length must not make another record look whole.
    private static uint ChecksumOf(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        Crc32C.Append(Crc32C.Append(Crc32C.Of(header[..4]), header[8..16]), payload);
}
