using System.Buffers.Binary;
using System.Text;
using El4k.Store.Io;

namespace El4k.Store.Segments;

/// <summary>The envelope of a segment file: header, sections, table of sections, footer. See <c>docs/formats/segment.md</c>.</summary>
internal static class SegmentFormat
{
    /// <summary>Extension of segment files.</summary>
    public const string Extension = ".segment";

    /// <summary>Bytes of the header.</summary>
    public const int HeaderBytes = 16;

    /// <summary>Bytes of the footer.</summary>
    public const int FooterBytes = 40;

    /// <summary>Sections begin at multiples of this.</summary>
    public const int Alignment = 64;

    /// <summary>The version of the envelope; sections have versions of their own.</summary>
    public const uint Version = 1;

    /// <summary>The version in which all sections are written.</summary>
    public const ushort SectionVersion = 1;

    private static ReadOnlySpan<byte> Magic => "EL4KSEG\n"u8;

    private static ReadOnlySpan<byte> EndMagic => "EL4KEND\n"u8;

    /// <summary>The header.</summary>
    public static byte[] Header()
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), Crc32C.Of(header.AsSpan(0, 12)));
        return header;
    }

    /// <summary>Appends an entry of the table of sections.</summary>
    public static void WriteEntry(ByteBuffer table, SectionKind kind, string name, long offset, long length, uint checksum)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        table.WriteInt16((ushort)kind);
        table.WriteInt16(SectionVersion);
        table.WriteInt32((int)checksum);
        table.WriteInt64(offset);
        table.WriteInt64(length);
        table.WriteInt16(bytes.Length);
        table.WriteBytes(bytes);
    }

    /// <summary>The footer.</summary>
    public static byte[] Footer(long tableOffset, ReadOnlySpan<byte> table, int sections)
    {
        var footer = new byte[FooterBytes];
        BinaryPrimitives.WriteInt64LittleEndian(footer, tableOffset);
        BinaryPrimitives.WriteInt32LittleEndian(footer.AsSpan(8), table.Length);
        BinaryPrimitives.WriteInt32LittleEndian(footer.AsSpan(12), sections);
        BinaryPrimitives.WriteInt64LittleEndian(footer.AsSpan(16), tableOffset + table.Length + FooterBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(footer.AsSpan(24), Crc32C.Of(table));
        EndMagic.CopyTo(footer.AsSpan(32));
        BinaryPrimitives.WriteUInt32LittleEndian(footer.AsSpan(28), Crc32C.Append(Crc32C.Of(footer.AsSpan(0, 28)), EndMagic));
        return footer;
    }

    /// <summary>Reads header, footer and table.</summary>
    /// <exception cref="CorruptFileException">One of them is damaged or of a version that is not known.</exception>
    public static Dictionary<(SectionKind Kind, string Name), FileSection> ReadSections(MappedFile file)
    {
        if (file.Length < HeaderBytes + FooterBytes)
        {
            throw new CorruptFileException(file.Path, "length", $"{file.Length} bytes are too few for a segment");
        }

        var header = file.Slice(0, HeaderBytes);
        if (!header.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) != Crc32C.Of(header[..12]))
        {
            throw new CorruptFileException(file.Path, "header", "does not begin as a segment does");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) is not Version and var version)
        {
            throw new CorruptFileException(file.Path, "header", $"format version {version} is not known, only {Version} is");
        }

        var footer = file.Slice(file.Length - FooterBytes, FooterBytes);
        if (!footer[32..].SequenceEqual(EndMagic)
            || BinaryPrimitives.ReadUInt32LittleEndian(footer[28..]) != Crc32C.Append(Crc32C.Of(footer[..28]), EndMagic)
            || BinaryPrimitives.ReadInt64LittleEndian(footer[16..]) != file.Length)
        {
            throw new CorruptFileException(file.Path, "footer", "the checksum does not match");
        }

        var table = file.Slice(BinaryPrimitives.ReadInt64LittleEndian(footer), BinaryPrimitives.ReadInt32LittleEndian(footer[8..]));
        if (BinaryPrimitives.ReadUInt32LittleEndian(footer[24..]) != Crc32C.Of(table))
        {
            throw new CorruptFileException(file.Path, "table of sections", "the checksum does not match");
        }

        return ReadTable(file, table, BinaryPrimitives.ReadInt32LittleEndian(footer[12..]));
    }

    private static Dictionary<(SectionKind Kind, string Name), FileSection> ReadTable(MappedFile file, ReadOnlySpan<byte> table, int count)
    {
        var sections = new Dictionary<(SectionKind Kind, string Name), FileSection>();
        for (var i = 0; i < count; i++)
        {
            var kind = (SectionKind)BinaryPrimitives.ReadUInt16LittleEndian(table);
            var version = BinaryPrimitives.ReadUInt16LittleEndian(table[2..]);
            var checksum = BinaryPrimitives.ReadUInt32LittleEndian(table[4..]);
            var offset = BinaryPrimitives.ReadInt64LittleEndian(table[8..]);
            var length = BinaryPrimitives.ReadInt64LittleEndian(table[16..]);
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(table[24..]);
            var name = Encoding.UTF8.GetString(table.Slice(26, nameLength));
            table = table[(26 + nameLength)..];
            if (version != SectionVersion)
            {
                throw new CorruptFileException(file.Path, $"section {kind} {name}", $"version {version} is not known, only {SectionVersion} is");
            }

            if (offset < HeaderBytes || length < 0 || offset > file.Length - length)
            {
                throw new CorruptFileException(file.Path, $"section {kind} {name}", "lies outside the file");
            }

            sections[(kind, name)] = new FileSection(file, $"section {kind} {name}".TrimEnd(), offset, length, checksum);
        }

        return sections;
    }
}
