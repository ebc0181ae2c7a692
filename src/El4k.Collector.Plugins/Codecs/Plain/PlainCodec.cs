using System.Buffers;
using El4k.Collector.Events;
using El4k.Collector.Expressions;

namespace El4k.Collector.Plugins.Codecs.Plain;

/// <summary>Takes each text, such as a datagram, as one message, an empty one too; writes events with nothing between them.</summary>
internal sealed class PlainCodec : ICodec
{
    private readonly PlainOptions _options;
    private readonly PluginContext _context;
    private readonly TextDecoder _decoder;
    private readonly StringFormat _format;

    /// <exception cref="PluginOptionException">The charset is not supported.</exception>
    public PlainCodec(PlainOptions options, PluginContext context)
    {
        _options = options;
        _context = context;
        _decoder = new TextDecoder(CharsetOption.ResolveWhole(options.Charset), OriginalText.Field(context.EcsCompatibility));
        _format = options.Format ?? TextFormat.Default;
    }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> data, EventBatch batch) => _decoder.Decode(data, batch);

    /// <inheritdoc/>
    public void Flush(EventBatch batch)
    {
        // Each text is whole, so nothing is ever held.
    }

    /// <inheritdoc/>
    public void Encode(Event source, IBufferWriter<byte> output) => _format.Write(source, output);

    /// <inheritdoc/>
    public ICodec Clone() => new PlainCodec(_options, _context);
}
