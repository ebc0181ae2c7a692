using System.Buffers;

namespace El4k.Client.Logs;

/// <summary>One log record as the line that goes out, in a pooled array that whoever holds the record last gives back.</summary>
internal readonly record struct EncodedRecord(byte[] Array, int Length, MonologLevel Level, long Sequence)
{
    public ReadOnlySpan<byte> Line => Array.AsSpan(0, Length);

    public static EncodedRecord Copy(ReadOnlySpan<byte> line, MonologLevel level, long sequence)
    {
        var array = ArrayPool<byte>.Shared.Rent(line.Length);
        line.CopyTo(array);
        return new EncodedRecord(array, line.Length, level, sequence);
    }

    /// <summary>Gives the array back. The record must not be used afterwards.</summary>
    public void Release() => ArrayPool<byte>.Shared.Return(Array);
}
