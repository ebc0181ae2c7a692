using System.Buffers.Binary;
using System.Numerics;

namespace El4k.Collector.Plugins.Filters.Fingerprint;

/// <summary>MurmurHash3 by Austin Appleby (public domain): the 32-bit variant, and the 128-bit variant for 64-bit machines.</summary>
internal static class Murmur3
{
    /// <summary>The hash of 32 bits.</summary>
    public static uint Hash32(ReadOnlySpan<byte> data, uint seed)
    {
        const uint C1 = 0xCC9E2D51;
        const uint C2 = 0x1B873593;
        var hash = seed;
        var rest = data;
        for (; rest.Length >= sizeof(uint); rest = rest[sizeof(uint)..])
        {
            hash ^= BitOperations.RotateLeft(BinaryPrimitives.ReadUInt32LittleEndian(rest) * C1, 15) * C2;
            hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xE6546B64;
        }

        if (!rest.IsEmpty)
        {
            hash ^= BitOperations.RotateLeft((uint)ReadTail(rest) * C1, 15) * C2;
        }

        hash ^= (uint)data.Length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    /// <summary>The hash of 128 bits as two halves.</summary>
    public static (ulong First, ulong Second) Hash128(ReadOnlySpan<byte> data, uint seed)
    {
        ulong first = seed;
        ulong second = seed;
        var rest = data;
        for (; rest.Length >= 2 * sizeof(ulong); rest = rest[(2 * sizeof(ulong))..])
        {
            first ^= MixFirst(BinaryPrimitives.ReadUInt64LittleEndian(rest));
            first = ((BitOperations.RotateLeft(first, 27) + second) * 5) + 0x52DCE729;
            second ^= MixSecond(BinaryPrimitives.ReadUInt64LittleEndian(rest[sizeof(ulong)..]));
            second = ((BitOperations.RotateLeft(second, 31) + first) * 5) + 0x38495AB5;
        }

        // A tail of nothing mixes to nothing.
        second ^= rest.Length > sizeof(ulong) ? MixSecond(ReadTail(rest[sizeof(ulong)..])) : 0;
        first ^= MixFirst(ReadTail(rest[..Math.Min(rest.Length, sizeof(ulong))]));
        first ^= (ulong)data.Length;
        second ^= (ulong)data.Length;
        first += second;
        second += first;
        first = Finish(first);
        second = Finish(second);
        first += second;
        return (first, second + first);
    }

    private static ulong MixFirst(ulong block) => BitOperations.RotateLeft(block * 0x87C37B91114253D5, 31) * 0x4CF5AD432745937F;

    private static ulong MixSecond(ulong block) => BitOperations.RotateLeft(block * 0x4CF5AD432745937F, 33) * 0x87C37B91114253D5;

    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }

    private static ulong ReadTail(ReadOnlySpan<byte> tail)
    {
        var block = 0UL;
        for (var i = 0; i < tail.Length; i++)
        {
            block |= (ulong)tail[i] << (8 * i);
        }

        return block;
    }
}
