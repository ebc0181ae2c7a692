using System.Buffers.Binary;
using System.Numerics;

namespace El4k.Store.Io;

/// <summary>Unsigned numbers in as few bits each as the largest needs, one after another, lowest bits first.</summary>
internal static class BitPacking
{
    // A value and its shift within a byte must fit the 8 bytes that are read at once.
    private const int MaxPackedBits = 56;

    /// <summary>Bytes behind the last value that reading may touch.</summary>
    public const int Padding = 8;

    /// <summary>Bits that values up to <paramref name="max"/> are stored in.</summary>
    public static int BitsFor(ulong max)
    {
        var bits = 64 - BitOperations.LeadingZeroCount(max);
        return bits > MaxPackedBits ? 64 : bits;
    }

    /// <summary>Bytes of packed values, padding included.</summary>
    public static int SizeOf(int count, int bits) => (int)(((long)count * bits + 7) / 8) + Padding;

    /// <summary>Packs <c>value - origin</c> for each value.</summary>
    /// <param name="values">Each at least <paramref name="origin"/> and within <paramref name="bits"/> of it.</param>
    /// <param name="origin">What is subtracted.</param>
    /// <param name="bits">As <see cref="BitsFor"/> says.</param>
    /// <param name="destination"><see cref="SizeOf"/> bytes, zeroed.</param>
    public static void Pack(ReadOnlySpan<long> values, long origin, int bits, Span<byte> destination)
    {
        if (bits == 64)
        {
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(destination[(i * 8)..], values[i] - origin);
            }

            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var position = (long)i * bits;
            var target = destination.Slice((int)(position >> 3), 8);
            var word = BinaryPrimitives.ReadUInt64LittleEndian(target);
            BinaryPrimitives.WriteUInt64LittleEndian(target, word | (ulong)(values[i] - origin) << (int)(position & 7));
        }
    }

    /// <summary>Undoes <see cref="Pack"/>.</summary>
    public static void Unpack(ReadOnlySpan<byte> source, long origin, int bits, Span<long> values)
    {
        if (bits == 64)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = BinaryPrimitives.ReadInt64LittleEndian(source[(i * 8)..]) + origin;
            }

            return;
        }

        var mask = (1UL << bits) - 1;
        for (var i = 0; i < values.Length; i++)
        {
            var position = (long)i * bits;
            var word = BinaryPrimitives.ReadUInt64LittleEndian(source[(int)(position >> 3)..]);
            values[i] = (long)(word >> (int)(position & 7) & mask) + origin;
        }
    }

    /// <summary>Undoes <see cref="Pack"/> for values that fit an <see cref="int"/>.</summary>
    public static void Unpack(ReadOnlySpan<byte> source, int origin, int bits, Span<int> values)
    {
        var mask = (1UL << bits) - 1;
        for (var i = 0; i < values.Length; i++)
        {
            var position = (long)i * bits;
            var word = BinaryPrimitives.ReadUInt64LittleEndian(source[(int)(position >> 3)..]);
            values[i] = (int)(word >> (int)(position & 7) & mask) + origin;
        }
    }
}
