using System.Buffers;

namespace El4k.Client.Logs;

/// <summary>One log record as the line that goes out, in a pooled array that whoever holds the record last gives back.</summary>
internal readonly record struct EncodedRecord(byte[] Array, int Length, MonologLevel Level, long Sequence)
{
    private const int MaxPooledBytes = 4096;

    // The shared pool keeps a few arrays per core; a burst of logs has many more under way.
    private const int PooledPerSize = 1024;

    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(MaxPooledBytes, PooledPerSize);

    public ReadOnlySpan<byte> Line => Array.AsSpan(0, Length);

    public static EncodedRecord Copy(ReadOnlySpan<byte> line, MonologLevel level, long sequence)
    {
        var array = PoolFor(line.Length).Rent(line.Length);
        line.CopyTo(array);
        return new EncodedRecord(array, line.Length, level, sequence);
    }

    /// <summary>Gives the array back. The record must not be used afterwards.</summary>
    public void Release() => PoolFor(Length).Return(Array);

    private static ArrayPool<byte> PoolFor(int length) => length <= MaxPooledBytes ? Pool : ArrayPool<byte>.Shared;
}
