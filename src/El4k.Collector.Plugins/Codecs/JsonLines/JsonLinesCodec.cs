using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.JsonLines;

/// <summary>Reads a stream of JSON documents, a line each, and writes one line per event.</summary>
/// <remarks>
/// A document that is complete does not wait for its newline, and several on one line are several events: clients that send no newline at all lose
/// nothing. Where the delimiter begins with a bracket, it goes before the document that the same bracket would end.
/// </remarks>
internal sealed class JsonLinesCodec : ICodec, IDelimitedCodec
{
    private readonly JsonLinesOptions _options;
    private readonly PluginContext _context;
    private readonly byte[] _delimiter;
    private readonly LineSplitter _lines;
    private readonly JsonDecoder _decoder;
    private JsonDocumentScanner _scanner;

    /// <exception cref="PluginOptionException">The charset is not supported, or the delimiter is empty.</exception>
    public JsonLinesCodec(JsonLinesOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _delimiter = LineDelimiter.Resolve(options.Delimiter);
        _lines = new LineSplitter(_delimiter, options.DecodeSizeLimit.Bytes);
        _decoder = new JsonDecoder(CharsetOption.Resolve(options.Charset), options.Target, original: null);
    }

    /// <inheritdoc/>
    public long HeldBytes => _lines.HeldBytes;

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
    {
        // The limit is that of a document, or of text that is none: documents are taken off before a line grows beyond it, however much arrives at once.
        while (!data.IsEmpty)
        {
            var room = Math.Max(1, _options.DecodeSizeLimit.Bytes - _lines.Held.Length);
            var piece = data[..(int)Math.Min(data.Length, room)];
            data = data[piece.Length..];
            DecodePiece(piece, batch);
        }
    }

    /// <inheritdoc/>
    public long UnfinishedBytes => _lines.Held.Length;

    /// <inheritdoc/>
    public void Flush(EventBatch batch)
    {
        _decoder.DecodeMany(_lines.Held, batch);
        _lines.Reset();
        _scanner.Reset();
    }

    /// <inheritdoc/>
    public void Encode(Event source, IBufferWriter<byte> output)
    {
        source.WriteJson(output);
        output.Write(_delimiter);
    }

    /// <inheritdoc/>
    public ICodec Clone() => new JsonLinesCodec(_options, _context);

    /// <inheritdoc/>
    public ICodec WithDelimiter(string delimiter) => new JsonLinesCodec(_options with { Delimiter = delimiter }, _context);

    private void DecodePiece(ReadOnlySpan<byte> data, EventBatch batch)
    {
        // A document that the delimiter might have begun in is complete, where these bytes show that it did not.
        TakeComplete(data, batch);
        while (_lines.TryTake(ref data, out var line))
        {
            _scanner.Reset();
            if (_lines.IsCut)
            {
                LineLimit.AddCut(line, "decode_size_limit_bytes", _options.DecodeSizeLimit.Bytes, _context, batch);
            }
            else
            {
                _decoder.DecodeOne(line, batch);
            }
        }

        TakeComplete(default, batch);
    }

    // Gives out the documents at the front of what is held that have their closing bracket, which is not the beginning of a delimiter.
    private void TakeComplete(ReadOnlySpan<byte> following, EventBatch batch)
    {
        var held = _lines.Held;
        held = held[..^_lines.DelimiterBegunBefore(following)];
        var taken = 0;
        while (taken < held.Length)
        {
            if (JsonDecoder.IsBlank(held[taken]))
            {
                taken++;
                continue;
            }

            var end = held[taken] is (byte)'{' or (byte)'[' ? _scanner.FindEnd(held[taken..]) : -1;
            if (end < 0)
            {
                break;
            }

            _decoder.DecodeOne(held.Slice(taken, end), batch);
            taken += end;
        }

        if (taken > 0)
        {
            _lines.Consume(taken);
        }
    }
}
