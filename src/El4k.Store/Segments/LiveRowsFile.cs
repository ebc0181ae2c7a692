using System.Buffers.Binary;
using System.Runtime.InteropServices;
using El4k.Store.Io;

namespace El4k.Store.Segments;

/// <summary>The file with the rows of a segment that are not deleted. See <c>docs/formats/segment.md</c>.</summary>
internal static class LiveRowsFile
{
    private const int HeaderBytes = 16;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "EL4KLIV\n"u8;

    /// <summary>The bytes of the file.</summary>
    public static byte[] Encode(RowSet rows)
    {
        var words = MemoryMarshal.AsBytes(rows.Words);
        var bytes = new byte[HeaderBytes + words.Length + 4];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), rows.RowCount);
        words.CopyTo(bytes.AsSpan(HeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4)));
        return bytes;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="CorruptFileException">It is damaged, or of another number of rows.</exception>
    public static RowSet Read(string path, int rowCount)
    {
        var bytes = File.ReadAllBytes(path);
        var rows = new RowSet(rowCount);
        var words = MemoryMarshal.AsBytes(rows.Words);
        if (bytes.Length != HeaderBytes + words.Length + 4 || !bytes.AsSpan().StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4)) != Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4))
            || BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)) != rowCount)
        {
            throw new CorruptFileException(path, "content", "length or checksum does not match");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8)) is not Version and var version)
        {
            throw new CorruptFileException(path, "header", $"format version {version} is not known, only {Version} is");
        }

        bytes.AsSpan(HeaderBytes, words.Length).CopyTo(words);
        return rows;
    }
}
