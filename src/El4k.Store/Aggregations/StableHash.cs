namespace El4k.Store.Aggregations;

/// <summary>A 64-bit hash of values, the same in every segment and process.</summary>
internal static class StableHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Mix((ulong)bytes.Length + Multiplier);
        while (bytes.Length >= 8)
        {
            hash = Mix(hash ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        var tail = 0UL;
        foreach (var value in bytes)
        {
            tail = (tail << 8) | value;
        }

        return Mix(hash ^ tail);
    }

    /// <summary>Equal numbers have equal hashes, whether they are kept as integers or not.</summary>
    public static ulong Of(double number) => Mix(BitConverter.DoubleToUInt64Bits(number == 0 ? 0 : number) ^ Multiplier);

    public static ulong Of(long number) =>
        (long)(double)number == number && number != long.MaxValue ? Of((double)number) : Mix((ulong)number ^ Multiplier ^ 1);

    /// <summary>Spreads every input bit over all output bits; distinct inputs have distinct outputs.</summary>
    private static ulong Mix(ulong value)
    {
        value ^= value >> 32;
        value *= 0xD6E8FEB86659FD93;
        value ^= value >> 32;
        value *= 0xD6E8FEB86659FD93;
        return value ^ (value >> 32);
    }
}
