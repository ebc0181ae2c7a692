using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace El4k.Collector.Queue.Disk;

/// <summary>CRC-32C (Castagnoli, polynomial 0x1EDC6F41 reflected), as in iSCSI and ext4.</summary>
/// <remarks>
/// <see cref="BitOperations"/> uses the processor's instruction on x86-64 and Arm64, and a table elsewhere. The instruction takes three cycles and one can begin in each, so long
/// texts are taken as three that run beside each other; the checksum is linear, so the parts are put together by moving the first ones over the length of what follows.
/// </remarks>
internal static class Crc32C
{
    private const int PartBytes = 1024;

    // What each byte of a checksum becomes when a part's length of zeros follows.
    private static readonly uint[] _overPart = MakeTable();

    /// <summary>The checksum of these bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        while (bytes.Length >= 3 * PartBytes)
        {
            crc = AppendParts(crc, MemoryMarshal.Cast<byte, ulong>(bytes[..(3 * PartBytes)]));
            bytes = bytes[(3 * PartBytes)..];
        }

        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            crc = BitOperations.Crc32C(crc, Little(word));
        }

        foreach (byte one in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }

    private static uint AppendParts(uint crc, ReadOnlySpan<ulong> words)
    {
        const int Words = PartBytes / sizeof(ulong);
        ReadOnlySpan<ulong> first = words[..Words];
        ReadOnlySpan<ulong> second = words.Slice(Words, Words);
        ReadOnlySpan<ulong> third = words.Slice(2 * Words, Words);
        uint crc2 = 0;
        uint crc3 = 0;
        for (int i = 0; i < Words; i++)
        {
            crc = BitOperations.Crc32C(crc, Little(first[i]));
            crc2 = BitOperations.Crc32C(crc2, Little(second[i]));
            crc3 = BitOperations.Crc32C(crc3, Little(third[i]));
        }

        return MoveOverPart(MoveOverPart(crc) ^ crc2) ^ crc3;
    }

    private static uint MoveOverPart(uint crc) =>
        _overPart[crc & 0xFF] ^ _overPart[256 + ((crc >> 8) & 0xFF)] ^ _overPart[512 + ((crc >> 16) & 0xFF)] ^ _overPart[768 + (crc >> 24)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Little(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);

    private static uint[] MakeTable()
    {
        uint[] table = new uint[4 * 256];
        for (int i = 0; i < table.Length; i++)
        {
            uint crc = (uint)(i & 0xFF) << (8 * (i >> 8));
            for (int word = 0; word < PartBytes / sizeof(ulong); word++)
            {
                crc = BitOperations.Crc32C(crc, 0UL);
            }

            table[i] = crc;
        }

        return table;
    }
}
