using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace El4k.Elasticsearch.Http;

/// <summary>Sends bytes that lie in several buffers as they are, or gzip-compressed on the way out.</summary>
/// <remarks>The buffers belong to the caller and must not change until the request is over.</remarks>
internal sealed class SequenceContent : HttpContent
{
    private readonly ReadOnlySequence<byte> _bytes;
    private readonly bool _compress;
    private readonly CompressionLevel _level;

    public SequenceContent(ReadOnlySequence<byte> bytes, string mediaType, bool compress, CompressionLevel level = CompressionLevel.Fastest)
    {
        _bytes = bytes;
        _compress = compress;
        _level = level;
        Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        if (compress)
        {
            Headers.ContentEncoding.Add("gzip");
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (!_compress)
        {
            await WriteAsync(stream, cancellationToken).ConfigureAwait(false);
            return;
        }

        var gzip = new GZipStream(stream, _level, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
        {
            await WriteAsync(gzip, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _compress ? 0 : _bytes.Length;
        return !_compress;
    }

    private async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        foreach (var segment in _bytes)
        {
            await stream.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
        }
    }
}
