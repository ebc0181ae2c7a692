using System.Buffers;
using El4k.Collector.Events;

namespace El4k.Collector.Plugins.Codecs.Multiline;

/// <summary>Joins lines that belong together, such as a stack trace, to one event.</summary>
/// <remarks>The event waits for the line that shows it to be complete, for <see cref="MultilineOptions.AutoFlushInterval"/>, or for the end of the stream.</remarks>
internal sealed class MultilineCodec : ICodec, IDelimitedCodec
{
    private readonly MultilineOptions _options;
    private readonly PluginContext _context;
    private readonly LinePattern _pattern;
    private readonly byte[] _delimiter;
    private readonly LineSplitter _lines;
    private readonly JoinedLines _joined;
    private readonly Charset _charset;
    private readonly ArrayBufferWriter<byte> _transcoded = new();

    /// <exception cref="PluginOptionException">The pattern, the charset, the delimiter or a limit cannot be used.</exception>
    public MultilineCodec(MultilineOptions options, PluginContext context)
        : this(options, context, new LinePattern(options, context))
    {
        if (options.MaxLines < 1)
        {
            throw new PluginOptionException("max_lines", "an event has at least one line");
        }

        if (options.AutoFlushInterval is { } seconds and not (> 0 and < int.MaxValue))
        {
            throw new PluginOptionException("auto_flush_interval", $"{seconds} is no time to wait; give seconds, more than 0");
        }
    }

    private MultilineCodec(MultilineOptions options, PluginContext context, LinePattern pattern)
    {
        _options = options;
        _context = context;
        _pattern = pattern;
        _charset = CharsetOption.Resolve(options.Charset);
        _delimiter = LineDelimiter.Resolve(options.Delimiter);
        _lines = new LineSplitter(_delimiter, Math.Max(options.MaxBytes.Bytes, LineLimit.DefaultBytes));
        _joined = new JoinedLines(options.MultilineTag, OriginalText.Field(context.EcsCompatibility), context.Clock);
    }

    /// <inheritdoc/>
    public TimeSpan? IdleFlush => _options.AutoFlushInterval is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <inheritdoc/>
    public long HeldBytes => _lines.HeldBytes + _joined.Memory;

    /// <inheritdoc/>
    public long UnfinishedBytes => _lines.Held.Length + _joined.StreamBytes;

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> data, EventBatch batch)
    {
        while (_lines.TryTake(ref data, out var line))
        {
            if (_lines.IsCut)
            {
                _joined.Give(batch);
                LineLimit.AddCut(line, "max_bytes", _options.MaxBytes.Bytes, _context, batch);
            }
            else
            {
                Take(line, line.Length + _delimiter.Length, batch);
            }
        }
    }

    /// <inheritdoc/>
    public void Flush(EventBatch batch)
    {
        if (!_lines.Held.IsEmpty)
        {
            Take(_lines.Held, _lines.Held.Length, batch);
        }

        _joined.Give(batch);
        _lines.Reset();
    }

    /// <inheritdoc/>
    public void Encode(Event source, IBufferWriter<byte> output)
    {
        TextFormat.Default.Write(source, output);
        output.Write(_delimiter);
    }

    /// <inheritdoc/>
    public ICodec Clone() => new MultilineCodec(_options, _context, _pattern);

    /// <inheritdoc/>
    public ICodec WithDelimiter(string delimiter) => new MultilineCodec(_options with { Delimiter = delimiter }, _context, _pattern);

    private void Take(ReadOnlySpan<byte> line, int streamBytes, EventBatch batch)
    {
        if (_delimiter is [(byte)'\n'] && line is [.., (byte)'\r'])
        {
            line = line[..^1];
        }

        if (!_charset.IsUtf8)
        {
            _transcoded.ResetWrittenCount();
            _charset.Transcode(line, _transcoded);
            line = _transcoded.WrittenSpan;
        }

        var joins = _pattern.Joins(line);
        if (_options.What == MultilineWhat.Previous && !joins)
        {
            _joined.Give(batch);
        }

        if (_joined.Lines >= _options.MaxLines)
        {
            _joined.Give(batch, "multiline_codec_max_lines_reached");
        }
        else if (_joined.Lines > 0 && _joined.Bytes + line.Length >= _options.MaxBytes.Bytes)
        {
            _joined.Give(batch, "multiline_codec_max_bytes_reached");
        }

        _joined.Add(line, streamBytes);
        if (_options.What == MultilineWhat.Next && !joins)
        {
            _joined.Give(batch);
        }
    }
}
