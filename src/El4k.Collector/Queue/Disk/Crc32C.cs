using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace El4k.Collector.Queue.Disk;

/// <summary>CRC-32C (Castagnoli, polynomial 0x1EDC6F41 reflected), as in iSCSI and ext4.</summary>
/// <remarks><see cref="BitOperations"/> uses the processor's instruction on x86-64 and Arm64, and a table elsewhere.</remarks>
internal static class Crc32C
{
    /// <summary>The checksum of these bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (byte one in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }
}
