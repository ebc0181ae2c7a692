using System.Buffers.Binary;

namespace El4k.Collector.Plugins.Filters.Fingerprint;

/// <summary>MurmurHash3 as Logstash has it: a whole number is hashed as its bytes, everything else as text.</summary>
internal sealed class MurmurFingerprint(bool isWide, bool isBase64) : IFingerprint
{
    // What Logstash passes for the 128 bits; for 32 bits there is none.
    private const uint WideSeed = 2;

    /// <inheritdoc/>
    public object Of(ReadOnlySpan<byte> text, long? integer)
    {
        if (integer is not { } number)
        {
            return Hash(text);
        }

        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return Hash(isWide && number is >= int.MinValue and <= int.MaxValue ? bytes[..sizeof(int)] : bytes);
    }

    private object Hash(ReadOnlySpan<byte> data)
    {
        if (!isWide)
        {
            return (long)Murmur3.Hash32(data, 0);
        }

        var (first, second) = Murmur3.Hash128(data, WideSeed);
        Span<byte> hash = stackalloc byte[2 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(hash, first);
        BinaryPrimitives.WriteUInt64LittleEndian(hash[sizeof(ulong)..], second);
        return isBase64 ? Convert.ToBase64String(hash) : Convert.ToHexStringLower(hash);
    }
}
