using System.Buffers;
using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Codecs.Line;

/// <summary>Reads a stream of text, a line each, and writes one line per event.</summary>
/// <remarks>A carriage return before the newline is not part of the message.</remarks>
internal sealed class LineCodec : ICodec, IDelimitedCodec
{
    private readonly LineOptions _options;
    private readonly PluginContext _context;
    private readonly byte[] _delimiter;
    private readonly bool _endsWithNewline;
    private readonly LineSplitter _lines;
    private readonly TextDecoder _decoder;
    private readonly StringFormat _format;

    /// <exception cref="PluginOptionException">The charset is not supported, or the delimiter is empty.</exception>
    public LineCodec(LineOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _delimiter = LineDelimiter.Resolve(options.Delimiter);
        _endsWithNewline = _delimiter is [(byte)'\n'];
        _lines = new LineSplitter(_delimiter, options.DecodeSizeLimit.Bytes);
        _decoder = new TextDecoder(CharsetOption.Resolve(options.Charset), OriginalText.Field(context.EcsCompatibility));
        _format = options.Format ?? TextFormat.Default;
    }

    /// <inheritdoc/>
    public long HeldBytes => _lines.HeldBytes;

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
    {
        while (_lines.TryTake(ref data, out var line))
        {
            if (_lines.IsCut)
            {
                LineLimit.AddCut(line, "decode_size_limit_bytes", _options.DecodeSizeLimit.Bytes, _context, batch);
            }
            else
            {
                Add(line, batch);
            }
        }
    }

    /// <inheritdoc/>
    public long UnfinishedBytes => _lines.Held.Length;

    /// <inheritdoc/>
    public void Flush(EventBatch batch)
    {
        if (!_lines.Held.IsEmpty)
        {
            Add(_lines.Held, batch);
        }

        _lines.Reset();
    }

    /// <inheritdoc/>
    public void Encode(Event source, IBufferWriter<byte> output)
    {
        _format.Write(source, output);
        output.Write(_delimiter);
    }

    /// <inheritdoc/>
    public ICodec Clone() => new LineCodec(_options, _context);

    /// <inheritdoc/>
    public ICodec WithDelimiter(string delimiter) => new LineCodec(_options with { Delimiter = delimiter }, _context);

    private void Add(ReadOnlySpan<byte> line, EventBatch batch)
    {
        if (_endsWithNewline && line is [.., (byte)'\r'])
        {
            line = line[..^1];
        }

        _decoder.Decode(line, batch);
    }
}
