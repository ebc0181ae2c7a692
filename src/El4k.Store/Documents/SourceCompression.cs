using System.IO.Compression;

namespace El4k.Store.Documents;

/// <summary>How blocks of documents are compressed: Brotli, quality 1.</summary>
/// <remarks>At that quality Brotli compresses logs about as fast as LZ4 and half again as small.</remarks>
internal static class SourceCompression
{
    /// <summary>A block is closed when its documents reach this size; one larger document is a block by itself.</summary>
    public const int BlockBytes = 64 << 10;

    private const int Quality = 1;
    private const int WindowBits = 18;

    /// <summary>Compresses a block.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, buffer, out var written, Quality, WindowBits)
            ? buffer.AsSpan(0, written).ToArray()
            : throw new InvalidOperationException($"Brotli did not compress a block of {bytes.Length} bytes.");
    }

    /// <summary>Decompresses a block.</summary>
    /// <returns>False if the bytes are no Brotli stream of exactly that length.</returns>
    public static bool TryDecompress(ReadOnlySpan<byte> compressed, Span<byte> destination) =>
        BrotliDecoder.TryDecompress(compressed, destination, out var written) && written == destination.Length;
}
