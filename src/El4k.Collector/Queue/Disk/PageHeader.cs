using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace El4k.Collector.Queue.Disk;

/// <summary>What stands at the beginning of a page: its number, its first sequence, and the outputs that its frames name by number.</summary>
internal sealed record PageHeader(long Number, long First, IReadOnlyList<string> Outputs)
{
    /// <summary>The version of the format that this program writes and reads.</summary>
    public const uint Version = 1;

    /// <summary>The most bytes that a header may have.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int FixedBytes = 36;
    private const string Prefix = "page-";
    private const string Suffix = ".queue";

    private static ReadOnlySpan<byte> Magic => "EL4KQUE\n"u8;

    /// <summary>The name of a page's file.</summary>
    public static string FileName(long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D12}{Suffix}");

    /// <summary>The number in a file's name; null when the file is no page.</summary>
    public static long? NumberOf(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan()[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
    }

    /// <summary>The header's bytes.</summary>
    public byte[] ToBytes()
    {
        byte[][] names = [.. Outputs.Select(Encoding.UTF8.GetBytes)];
        byte[] bytes = new byte[FixedBytes + names.Sum(name => 2 + name.Length) + 4];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), bytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Number);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), First);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(32), names.Length);
        int at = FixedBytes;
        foreach (byte[] name in names)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)name.Length);
            name.CopyTo(bytes, at + 2);
            at += 2 + name.Length;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), Crc32C.Of(bytes.AsSpan(0, at)));
        return bytes;
    }

    /// <summary>The version that a page says it has; null when these bytes are not the beginning of a page.</summary>
    public static uint? VersionOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 12 && bytes.StartsWith(Magic) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) : null;

    /// <summary>Reads a header of this version.</summary>
    /// <param name="bytes">The beginning of the page, up to <see cref="MaxBytes"/>.</param>
    /// <param name="length">The header's length.</param>
    /// <returns>Null when these bytes are none.</returns>
    public static PageHeader? Read(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (VersionOf(bytes) != Version || bytes.Length < FixedBytes + 4)
        {
            return null;
        }

        length = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        if (length < FixedBytes + 4 || length > bytes.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[(length - 4)..]) != Crc32C.Of(bytes[..(length - 4)]))
        {
            return null;
        }

        var outputs = new List<string>();
        int at = FixedBytes;
        for (int left = BinaryPrimitives.ReadInt32LittleEndian(bytes[32..]); left > 0; left--)
        {
            if (at + 2 > length - 4 || at + 2 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) > length - 4)
            {
                return null;
            }

            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
            outputs.Add(Encoding.UTF8.GetString(bytes.Slice(at + 2, nameLength)));
            at += 2 + nameLength;
        }

        return new PageHeader(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]), outputs);
    }
}
