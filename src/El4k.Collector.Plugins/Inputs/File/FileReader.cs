using System.Buffers;
using System.IO.Compression;
using System.Text;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Inputs.File;

/// <summary>Reads one file from a position to its end, following which of its events are delivered.</summary>
internal sealed class FileReader
{
    private const int ReadBytes = 128 * 1024;
    private static readonly FieldReference PathField = FieldReference.Parse("path");

    private readonly string _path;
    private readonly byte[] _pathText;
    private readonly byte[] _host;
    private readonly byte[] _delimiter;
    private readonly InputContext _input;

    /// <param name="path">The file; one whose name ends in <c>.gz</c> is unpacked.</param>
    /// <param name="host">The name of this machine, in UTF-8.</param>
    /// <param name="delimiter">What ends a line: a restart begins after one.</param>
    /// <param name="input">Where events go.</param>
    public FileReader(string path, byte[] host, byte[] delimiter, InputContext input)
    {
        _path = path;
        _pathText = Encoding.UTF8.GetBytes(path);
        _host = host;
        _delimiter = delimiter;
        _input = input;
    }

    private bool IsPacked => _path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads to the end, or to the stop.</summary>
    /// <param name="offset">Where to begin, in bytes of the file.</param>
    /// <param name="order">Follows the batches; closed at the end.</param>
    /// <param name="stop">Asks to end early; what was read is published.</param>
    /// <returns>Whether the end was reached.</returns>
    public async Task<bool> ReadAsync(long offset, DeliveryOrder order, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            var file = new FileStream(_path, System.IO.FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: false);
            await using (file.ConfigureAwait(false))
            {
                file.Position = offset;
                var stream = IsPacked ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
                await using (stream.ConfigureAwait(false))
                {
                    return await ReadAsync(stream, file, offset, buffer, order, stop).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            order.Close();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<bool> ReadAsync(Stream stream, FileStream file, long offset, byte[] buffer, DeliveryOrder order, CancellationToken stop)
    {
        var codec = _input.CreateCodec();
        var batch = _input.RentBatch();
        var read = offset;
        var lineStart = offset;
        while (!stop.IsCancellationRequested)
        {
            int count;
            try
            {
                count = await stream.ReadAsync(buffer.AsMemory(0, ReadBytes), CancellationToken.None).ConfigureAwait(false);
            }
            catch (InvalidDataException)
            {
                // The line in progress, too: there may be no more of it.
                codec.Flush(batch);
                Mark(batch);
                await PublishAsync(batch, 0, order).ConfigureAwait(false);
                throw;
            }

            var data = buffer.AsMemory(0, count);
            if (count == 0)
            {
                codec.Flush(batch);
                Mark(batch);
                await PublishAsync(batch, IsPacked ? file.Length : read, order).ConfigureAwait(false);
                return true;
            }

            codec.Decode(data.Span, batch);
            Mark(batch);
            var lastDelimiter = data.Span.LastIndexOf(_delimiter);
            lineStart = lastDelimiter < 0 ? lineStart : read + lastDelimiter + _delimiter.Length;
            read += count;
            if (batch.IsFull)
            {
                await PublishAsync(batch, IsPacked ? 0 : lineStart, order).ConfigureAwait(false);
                batch = _input.RentBatch();
            }
        }

        // The line in progress is read again after the restart, so it is not flushed.
        await PublishAsync(batch, IsPacked ? 0 : lineStart, order).ConfigureAwait(false);
        return false;
    }

    private void Mark(EventBatch batch)
    {
        EventSource.AddText(batch, 0, EventSource.Host, _host);
        EventSource.AddText(batch, 0, PathField, _pathText);
    }

    private ValueTask PublishAsync(EventBatch batch, long offset, DeliveryOrder order)
    {
        order.Follow(batch, offset);
        return _input.PublishAsync(batch);
    }
}
